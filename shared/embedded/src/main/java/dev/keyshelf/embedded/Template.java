package dev.keyshelf.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an AWS SAM template declares, with its values resolved for one machine.
 *
 * @param parameters the parameters that have a default, by name
 * @param globalEnvironment what {@code Globals} gives to the environment of every function
 */
public record Template(
    List<FunctionDeclaration> functions,
    List<TableDeclaration> tables,
    List<BucketDeclaration> buckets,
    Map<String, String> parameters,
    Map<String, String> globalEnvironment) {

  public Template {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    buckets = List.copyOf(buckets);
    parameters = Map.copyOf(parameters);
    globalEnvironment = Map.copyOf(globalEnvironment);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException when the file cannot be read, is no YAML, or lacks what is needed
   */
  public static Template read(Path templateYaml) {
    return read(templateYaml, "");
  }

  /**
   * Reads a template whose tables and buckets get a suffix to their physical names, so that several
   * sets of them can live in one cloud.
   *
   * @param nameSuffix lower case letters, digits and hyphens, such as {@code -4f2a}; may be empty
   * @throws TemplateException when the file cannot be read, is no YAML, or lacks what is needed
   */
  public static Template read(Path templateYaml, String nameSuffix) {
    return new TemplateReader(TemplateYaml.load(templateYaml), nameSuffix).read();
  }

  /**
   * A Lambda function and what invokes it.
   *
   * @param name the logical id without a trailing {@code Function}
   * @param handler the class name, without {@code ::method}
   * @param environment the global variables, overridden by the function's own
   */
  public record FunctionDeclaration(
      String name,
      String logicalId,
      String handler,
      String codeUri,
      Map<String, String> environment,
      Duration timeout,
      int memoryMegabytes,
      List<Route> routes,
      List<Schedule> schedules,
      List<ObjectCreated> objectsCreated) {
    public FunctionDeclaration {
      environment = Map.copyOf(environment);
      routes = List.copyOf(routes);
      schedules = List.copyOf(schedules);
      objectsCreated = List.copyOf(objectsCreated);
    }
  }

  /**
   * A route of the HTTP API.
   *
   * @param method in upper case, or {@code ANY}
   * @param path with its parameters in braces, or {@code $default} for whatever no route matches
   * @param authorized whether the caller needs a token
   */
  public record Route(String method, String path, boolean authorized) {}

  /**
   * A function's schedule.
   *
   * @param name the event's logical id
   * @param expression {@code rate(...)}, {@code cron(...)} or {@code at(...)}
   */
  public record Schedule(String name, String expression, boolean enabled) {}

  /**
   * A function's interest in new objects.
   *
   * @param bucket the physical name
   * @param prefix what the object's key starts with; empty for any
   * @param suffix what the object's key ends with; empty for any
   * @param via which of the two events the function is told
   */
  public record ObjectCreated(String bucket, String prefix, String suffix, Via via) {
    /** Gives an interest in what the bucket itself notifies of. */
    public ObjectCreated(String bucket, String prefix, String suffix) {
      this(bucket, prefix, suffix, Via.NOTIFICATION);
    }
  }

  /** How a function hears of a new object. */
  public enum Via {
    /** The bucket's own notification, of one or more records. */
    NOTIFICATION,
    /** A rule of EventBridge; its filters may overlap with others, a notification's may not. */
    EVENT_BRIDGE
  }

  /**
   * A DynamoDB table.
   *
   * @param name the physical name
   * @param ttlAttribute the attribute that holds an item's expiry, if expiry is enabled
   */
  public record TableDeclaration(
      String logicalId,
      String name,
      List<Attribute> attributes,
      KeySchema key,
      List<Index> indexes,
      String billingMode,
      @Nullable String ttlAttribute) {
    public TableDeclaration {
      attributes = List.copyOf(attributes);
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * An attribute that a key uses.
   *
   * @param type {@code S}, {@code N} or {@code B}
   */
  public record Attribute(String name, String type) {}

  /** The attributes that make up a key. */
  public record KeySchema(String partition, @Nullable String sort) {}

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param includedAttributes what {@code INCLUDE} adds to the keys
   */
  public record Index(
      String name, KeySchema key, String projection, List<String> includedAttributes) {
    public Index {
      includedAttributes = List.copyOf(includedAttributes);
    }
  }

  /**
   * An S3 bucket.
   *
   * @param name the physical name
   */
  public record BucketDeclaration(String logicalId, String name, boolean versioned) {}
}
