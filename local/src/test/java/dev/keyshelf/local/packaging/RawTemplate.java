package dev.keyshelf.local.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * template.yaml as it is written. Nothing is resolved, each scalar is text, and each short tag is
 * an object with one field, such as {@code {"!Ref": "Table"}}.
 */
public record RawTemplate(JsonNode root) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^}!.]+)[^}]*}");

  /** Reads the file. */
  public static RawTemplate read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new RawTemplate(json(new Yaml(new LoaderOptions()).compose(reader)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Node node) {
    JsonNode value =
        switch (node) {
          case MappingNode mapping -> object(mapping);
          case SequenceNode sequence -> {
            ArrayNode list = JSON.arrayNode();
            sequence.getValue().forEach(each -> list.add(json(each)));
            yield list;
          }
          case ScalarNode scalar -> JSON.textNode(scalar.getValue());
          default -> throw new IllegalArgumentException("unexpected " + node);
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? JSON.objectNode().set(tag, value) : value;
  }

  private static ObjectNode object(MappingNode mapping) {
    ObjectNode object = JSON.objectNode();
    mapping
        .getValue()
        .forEach(
            entry ->
                object.set(
                    ((ScalarNode) entry.getKeyNode()).getValue(), json(entry.getValueNode())));
    return object;
  }

  /** Returns the properties of a resource. */
  public JsonNode properties(String logicalId) {
    return root.path("Resources").path(logicalId).path("Properties");
  }

  /** Returns the properties of all resources of a type, by logical id. */
  public Map<String, JsonNode> ofType(String type) {
    Map<String, JsonNode> found = new TreeMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
              }
            });
    return found;
  }

  /** Returns the policy statements of a function. */
  public List<JsonNode> statements(String logicalId) {
    List<JsonNode> statements = new ArrayList<>();
    for (JsonNode policy : properties(logicalId).path("Policies")) {
      policy.path("Statement").forEach(statements::add);
    }
    return statements;
  }

  /** Returns the statements of the seal key's policy that name a function's role. */
  public List<JsonNode> keyStatements(String logicalId) {
    String role = "\"" + logicalId + "Role.Arn\"";
    return listOf(properties("SealKey").at("/KeyPolicy/Statement")).stream()
        .filter(statement -> statement.at("/Condition/ArnEquals").toString().contains(role))
        .toList();
  }

  /** Returns the services that a function's statements name, such as {@code dynamodb}. */
  public Set<String> services(String logicalId) {
    Set<String> services = new HashSet<>();
    List<JsonNode> statements = new ArrayList<>(statements(logicalId));
    statements.addAll(keyStatements(logicalId));
    for (JsonNode statement : statements) {
      for (JsonNode action : listOf(statement.path("Action"))) {
        services.add(action.asText().split(":", 2)[0].toLowerCase(Locale.ROOT));
      }
    }
    return services;
  }

  /** Returns a list's elements, or the single value that YAML allows in place of a list. */
  public static List<JsonNode> listOf(JsonNode oneOrMany) {
    List<JsonNode> list = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(list::add);
    } else if (!oneOrMany.isMissingNode()) {
      list.add(oneOrMany);
    }
    return list;
  }

  /** Returns the resources and parameters that a part names, directly or through others. */
  public Set<String> reachedFrom(JsonNode part) {
    Set<String> reached = new HashSet<>();
    List<JsonNode> left = new ArrayList<>(List.of(part));
    while (!left.isEmpty()) {
      for (String name : namesIn(left.removeLast())) {
        if (reached.add(name)) {
          left.add(root.path("Resources").path(name));
        }
      }
    }
    return reached;
  }

  /** Returns the resources, parameters and pseudo parameters that a part names directly. */
  public static Set<String> namesIn(JsonNode part) {
    Set<String> names = new HashSet<>();
    part.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              switch (field.getKey()) {
                case "!Ref", "Ref", "DependsOn" ->
                    listOf(value).forEach(each -> names.add(each.asText()));
                case "!GetAtt", "Fn::GetAtt" ->
                    names.add(listOf(value).getFirst().asText().split("\\.", 2)[0]);
                case "!Sub", "Fn::Sub" ->
                    SUBSTITUTED
                        .matcher(listOf(value).getFirst().asText())
                        .results()
                        .forEach(match -> names.add(match.group(1)));
                default -> {
                  // No other field names a resource directly.
                }
              }
            });
    part.forEach(each -> names.addAll(namesIn(each)));
    return names;
  }
}
