package dev.keyshelf.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A contract in the shape that the comparing tool reads. It knows OpenAPI 3.0 well and 3.1 in part:
 * it overlooks a changed {@code const} and the siblings of a {@code $ref}, and fails where a path
 * has parameters of its own. All of these are written as 3.0 has them; texts for people are left
 * out. So are alternatives of an answer that say {@code x-new-requests-only}: no client of an
 * earlier release gets them, because that release refused the requests that they answer.
 */
final class ComparableContract {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final Set<String> FOR_PEOPLE =
      Set.of("description", "summary", "example", "examples", "externalDocs");

  private static final String NEW_REQUESTS_ONLY = "x-new-requests-only";

  private static final YAMLMapper YAML = new YAMLMapper();

  private final ObjectNode document;

  private ComparableContract(ObjectNode document) {
    this.document = document;
    document.put("openapi", "3.0.3");
    for (var path : document.path("paths")) {
      handDownParameters((ObjectNode) path);
    }
    rewrite(document.path("paths"), false);
    rewrite(document.path("components"), false);
  }

  /** Reads a contract's file as it is, to be spoilt by a test or compared. */
  static ObjectNode read(Path file) {
    try {
      return (ObjectNode) YAML.readTree(Files.readString(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static ComparableContract of(ObjectNode contract) {
    return new ComparableContract(contract.deepCopy());
  }

  String version() {
    return document.at("/info/version").asText();
  }

  String text() {
    return document.toString();
  }

  private static void handDownParameters(ObjectNode path) {
    var shared = path.remove("parameters");
    for (var method : METHODS) {
      if (path.path(method) instanceof ObjectNode operation) {
        var all = operation.arrayNode();
        if (shared instanceof ArrayNode parameters) {
          all.addAll(parameters);
        }
        operation.path("parameters").forEach(all::add);
        operation.set("parameters", all);
      }
    }
  }

  /**
   * Rewrites a part of the document.
   *
   * @param named whether its members are named by the contract's author, as properties are
   */
  private static void rewrite(JsonNode part, boolean named) {
    if (part instanceof ObjectNode object && !named) {
      object.remove(FOR_PEOPLE);
      leaveOutAnswersToNewRequests(object);
      if (object.path("type") instanceof ArrayNode types) {
        narrow(object, types);
      }
      if (object.has("const")) {
        object.putArray("enum").add(object.remove("const"));
      }
      if (object.has("$ref") && object.size() > 1) {
        object.putArray("allOf").addObject().set("$ref", object.remove("$ref"));
      }
    }
    for (var member : part.properties()) {
      rewrite(member.getValue(), !named && member.getKey().equals("properties"));
    }
    if (part.isArray()) {
      part.forEach(each -> rewrite(each, false));
    }
  }

  private static void leaveOutAnswersToNewRequests(ObjectNode schema) {
    if (schema.path("oneOf") instanceof ArrayNode alternatives) {
      var before = alternatives.size();
      for (int i = before - 1; i >= 0; i--) {
        if (alternatives.get(i).path(NEW_REQUESTS_ONLY).asBoolean()) {
          alternatives.remove(i);
        }
      }
      if (alternatives.size() < before && alternatives.size() == 1) {
        schema.remove("oneOf");
        schema.setAll((ObjectNode) alternatives.get(0));
      }
    }
  }

  private static void narrow(ObjectNode schema, ArrayNode types) {
    for (var type : types) {
      if (type.asText().equals("null")) {
        schema.put("nullable", true);
      } else {
        schema.set("type", type);
      }
    }
  }

  /** Returns each operation, as {@code GET /v1/customers}, that anybody may call. */
  Set<String> open() {
    var open = new TreeSet<String>();
    for (var path : document.path("paths").properties()) {
      for (var method : METHODS) {
        var operation = path.getValue().path(method);
        if (operation.isObject() && operation.path("security").isEmpty()) {
          open.add(name(method, path.getKey()));
        }
      }
    }
    return open;
  }

  /** Returns each field that a request may have, as {@code POST /v1/customers /contact/email}. */
  Set<String> requestFields() {
    var fields = new TreeSet<String>();
    visit(operation -> List.of(operation.path("requestBody")), (field, _) -> fields.add(field));
    return fields;
  }

  /** Returns each field that may be null in a request. */
  Set<String> nullableInRequests() {
    return nullable(operation -> List.of(operation.path("requestBody")));
  }

  /** Returns each field that may be null in an answer. */
  Set<String> nullableInAnswers() {
    return nullable(operation -> operation.path("responses"));
  }

  private Set<String> nullable(Function<JsonNode, Iterable<JsonNode>> bodies) {
    var fields = new TreeSet<String>();
    visit(
        bodies,
        (field, schema) -> {
          if (schema.path("nullable").asBoolean() || schema.path("type").asText().equals("null")) {
            fields.add(field);
          }
        });
    return fields;
  }

  private void visit(
      Function<JsonNode, Iterable<JsonNode>> bodies, BiConsumer<String, JsonNode> visitor) {
    for (var path : document.path("paths").properties()) {
      for (var method : METHODS) {
        for (var body : bodies.apply(path.getValue().path(method))) {
          for (var content : resolved(body).path("content")) {
            var place = name(method, path.getKey()) + " ";
            visit(place, content.path("schema"), new ArrayList<>(), visitor);
          }
        }
      }
    }
  }

  private JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** Returns each operation's name. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    for (var path : document.path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(method -> operations.add(name(method, path.getKey())));
    }
    return operations;
  }

  private static String name(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  private void visit(
      String place, JsonNode schema, List<String> within, BiConsumer<String, JsonNode> visitor) {
    var reference = schema.path("$ref").asText();
    if (schema.isMissingNode() || within.contains(reference)) {
      return;
    }
    visitor.accept(place, schema);
    if (!reference.isEmpty()) {
      within.add(reference);
      visit(place, resolved(schema), within, visitor);
      within.removeLast();
    }
    for (var member : schema.path("properties").properties()) {
      visit(place + "/" + member.getKey(), member.getValue(), within, visitor);
    }
    visit(place, schema.path("items"), within, visitor);
    for (var kind : List.of("allOf", "oneOf", "anyOf")) {
      schema.path(kind).forEach(each -> visit(place, each, within, visitor));
    }
  }
}
