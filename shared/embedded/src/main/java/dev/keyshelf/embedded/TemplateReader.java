package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.TableDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the declarations of a loaded template. */
final class TemplateReader {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String HTTP_API = "AWS::Serverless::HttpApi";

  /** The resources with a physical name, and the property that can set it. */
  private static final Map<String, String> NAMED =
      Map.of(TABLE, "TableName", BUCKET, "BucketName", QUEUE, "QueueName");

  private static final String FIFO = ".fifo";

  private final Section document;
  private final Section written;
  private final Map<String, String> physicalNames;

  /**
   * The physical name of each table, bucket and queue, by its name in the template. If a bucket
   * notifies a function, that function cannot refer to the bucket (CloudFormation reports a
   * circular dependency). It names the bucket literally instead.
   */
  private final Map<String, String> physicalByOwnName = new LinkedHashMap<>();

  private final Intrinsics intrinsics;
  private final Map<String, String> globalEnvironment;
  private final FunctionEvents events;

  TemplateReader(Section written, String nameSuffix) {
    this.written = written;
    if (written.at("Resources").keys().isEmpty()) {
      throw written.at("Resources").problem("is missing or empty");
    }
    this.physicalNames = physicalNames(nameSuffix);
    this.intrinsics =
        new Intrinsics(
            declarations("Parameters"),
            physicalNames,
            declarations("Conditions"),
            declarations("Mappings"));
    this.document = written.resolvedBy(intrinsics);
    this.globalEnvironment = variables(document.at("Globals").at("Function"));
    this.events = new FunctionEvents(document);
  }

  Template read() {
    var functions = new ArrayList<FunctionDeclaration>();
    var tables = new ArrayList<TableDeclaration>();
    var buckets = new ArrayList<BucketDeclaration>();
    var queues = new ArrayList<QueueDeclaration>();
    var mappings = new ArrayList<Section>();
    var ofQueues = new QueueReader(this::physicalName);
    Section resources = document.at("Resources");
    for (String id : resources.keys()) {
      Section resource = resources.at(id);
      if (!isCreated(resource)) {
        continue;
      }
      switch (resource.at("Type").text()) {
        case FUNCTION -> functions.add(function(id, resource.at("Properties")));
        case TABLE -> tables.add(TableReader.read(id, physicalName(id), resource.at("Properties")));
        case MAPPING -> mappings.add(resource.at("Properties"));
        case BUCKET ->
            buckets.add(BucketReader.bucket(id, physicalName(id), resource.at("Properties")));
        case QUEUE -> {
          if (isFifo(resource)) {
            queues.add(ofQueues.queue(id, resource.at("Properties")));
          }
        }
        default -> {
          // One machine has no alarms, roles, log groups and so on.
        }
      }
    }
    var targets = new MappingTargets(functions);
    var streams = new StreamMappingReader(tables, targets);
    return new Template(
        functions,
        tables,
        buckets,
        mappings.stream().filter(TemplateReader::isOfAStream).map(streams::read).toList(),
        queues,
        mappings.stream()
            .filter(mapping -> !isOfAStream(mapping))
            .map(mapping -> QueueReader.mapping(mapping, queues, targets))
            .toList(),
        parameters(),
        audiences(),
        globalEnvironment);
  }

  /** A stream has a place to start at. A queue's messages have none. */
  private static boolean isOfAStream(Section mapping) {
    return mapping.at("StartingPosition").isPresent();
  }

  private static boolean isFifo(Section queue) {
    return queue.at("Properties").at("FifoQueue").flag(false);
  }

  private boolean isCreated(Section resource) {
    Section condition = resource.at("Condition");
    return condition
        .optionalText()
        .map(name -> condition.resolvedBy(_ -> Boolean.toString(intrinsics.holds(name))))
        .map(holds -> holds.flag(false))
        .orElse(true);
  }

  private FunctionDeclaration function(String id, Section properties) {
    Section defaults = document.at("Globals").at("Function");
    var environment = new LinkedHashMap<String, String>(globalEnvironment);
    environment.putAll(variables(properties));
    var heard = events.of(properties.at("Events"));
    heard.objectsCreated().addAll(notifying(id));
    return new FunctionDeclaration(
        id.endsWith("Function") ? id.substring(0, id.length() - "Function".length()) : id,
        id,
        either(properties, defaults, "Handler").text().split("::", 2)[0],
        either(properties, defaults, "CodeUri").text(),
        environment,
        Duration.ofSeconds(either(properties, defaults, "Timeout").number(3, 1, 900)),
        either(properties, defaults, "MemorySize").number(128, 128, 10_240),
        heard.routes(),
        heard.schedules(),
        heard.objectsCreated());
  }

  /** Returns what a function hears of new objects from the buckets themselves. */
  private List<ObjectCreated> notifying(String function) {
    Section resources = document.at("Resources");
    var created = new LinkedHashMap<String, Section>();
    for (String id : resources.keys()) {
      Section resource = resources.at(id);
      if (resource.at("Type").text().equals(BUCKET) && isCreated(resource)) {
        created.put(physicalName(id), resource.at("Properties"));
      }
    }
    return new BucketReader(created).notifying(function);
  }

  private static Section either(Section own, Section defaults, String key) {
    return own.at(key).isPresent() || !defaults.at(key).isPresent()
        ? own.at(key)
        : defaults.at(key);
  }

  private Map<String, String> variables(Section function) {
    Section variables = function.at("Environment").at("Variables");
    var values = new LinkedHashMap<String, String>();
    for (String name : variables.keys()) {
      if (!isKnownOnlyToADeploy(variables.at(name).written())) {
        variables
            .at(name)
            .optionalText()
            .ifPresent(value -> values.put(name, physicalByOwnName.getOrDefault(value, value)));
      }
    }
    return values;
  }

  /**
   * Returns whether a value refers to a parameter without a default. The function then runs without
   * that variable, unless its machine sets it.
   */
  private boolean isKnownOnlyToADeploy(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> call) || !(call.get("Ref") instanceof String name)) {
      return false;
    }
    Section parameter = written.at("Parameters").at(name);
    return parameter.isPresent() && !parameter.at("Default").isPresent();
  }

  private Map<String, String> parameters() {
    Section parameters = document.at("Parameters");
    var defaults = new LinkedHashMap<String, String>();
    for (String name : parameters.keys()) {
      parameters
          .at(name)
          .at("Default")
          .optionalText()
          .ifPresent(value -> defaults.put(name, value));
    }
    return defaults;
  }

  /** Returns the first audience of each authorizer that has one. */
  private Map<String, String> audiences() {
    var audiences = new LinkedHashMap<String, String>();
    addAudiences(document.at("Globals").at("HttpApi"), audiences);
    Section resources = document.at("Resources");
    for (String id : resources.keys()) {
      if (resources.at(id).at("Type").text().equals(HTTP_API)) {
        addAudiences(resources.at(id).at("Properties"), audiences);
      }
    }
    return audiences;
  }

  private static void addAudiences(Section api, Map<String, String> audiences) {
    Section authorizers = api.at("Auth").at("Authorizers");
    for (String name : authorizers.keys()) {
      authorizers.at(name).at("JwtConfiguration").at("audience").elements().stream()
          .findFirst()
          .ifPresent(audience -> audiences.put(name, audience.text()));
    }
  }

  private String physicalName(String id) {
    return physicalNames.getOrDefault(id, id);
  }

  /**
   * Returns the value of a reference to each resource: the physical name of a store or a queue, or
   * a logical id.
   */
  private Map<String, String> physicalNames(String nameSuffix) {
    var names = new LinkedHashMap<String, String>();
    Section resources = written.at("Resources");
    for (String id : resources.keys()) {
      String type = resources.at(id).at("Type").text();
      names.put(id, id);
      if (NAMED.containsKey(type)) {
        Section property = resources.at(id).at("Properties").at(NAMED.getOrDefault(type, ""));
        String name = ownName(property.written(), id);
        String physical =
            withSuffix(name, nameSuffix, type.equals(QUEUE) && isFifo(resources.at(id)));
        names.put(id, physical);
        physicalByOwnName.put(name, physical);
      }
    }
    return names;
  }

  private static String withSuffix(String name, String suffix, boolean fifo) {
    if (!fifo) {
      return name + suffix;
    }
    // The name of each FIFO queue has this end, also one that CloudFormation makes up.
    return (name.endsWith(FIFO) ? name.substring(0, name.length() - FIFO.length()) : name)
        + suffix
        + FIFO;
  }

  private String ownName(@Nullable Object written, String id) {
    var names =
        new Intrinsics(
            declarations("Parameters"),
            Map.of(),
            declarations("Conditions"),
            declarations("Mappings"));
    return names.apply(written) instanceof String own ? own : inKebabCase(id);
  }

  private static String inKebabCase(String logicalId) {
    String hyphenated =
        logicalId
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
    return "keyshelf-" + hyphenated.toLowerCase(Locale.ROOT);
  }

  private Map<String, @Nullable Object> declarations(String section) {
    Section declared = written.at(section);
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (String name : declared.keys()) {
      values.put(name, declared.at(name).written());
    }
    return values;
  }
}
