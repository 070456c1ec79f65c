package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.expression.Placeholders;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request or of one of its actions. Their form is checked already. */
record Call(JsonNode parameters) {
  /**
   * Checks the form of a request.
   *
   * @throws Refusal if the form is wrong; the message lists all faults
   */
  static Call checked(Rule.Structure shape, JsonNode parameters) {
    List<String> faults = new ArrayList<>();
    shape.check("", parameters, faults);
    if (!faults.isEmpty()) {
      throw Refusal.validation(
          "%s validation error%s detected: %s"
              .formatted(faults.size(), faults.size() == 1 ? "" : "s", String.join("; ", faults)));
    }
    return new Call(parameters);
  }

  private Optional<JsonNode> find(String name) {
    JsonNode value = parameters.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  Optional<String> text(String name) {
    return find(name).map(JsonNode::textValue);
  }

  String required(String name) {
    return text(name).orElseThrow();
  }

  boolean flag(String name, boolean otherwise) {
    return find(name).map(JsonNode::booleanValue).orElse(otherwise);
  }

  Optional<Integer> whole(String name) {
    return find(name).map(JsonNode::intValue);
  }

  /** Returns a part of the request that has its own parameters. */
  Call part(String name) {
    return new Call(parameters.get(name));
  }

  List<Call> parts(String name) {
    return parameters.path(name).valueStream().map(Call::new).toList();
  }

  /** Returns an item or a key. */
  Map<String, Value> item(String name) {
    return Attributes.read(parameters.get(name));
  }

  Optional<Map<String, Value>> optionalItem(String name) {
    return find(name).map(Attributes::read);
  }

  /**
   * Returns the names and values to which the request's expressions refer.
   *
   * @param expressions the parameters that can refer to names
   * @throws Refusal if the request has names or values, but no expression that can use them
   */
  Placeholders placeholders(String... expressions) {
    List<String> all = List.of(expressions);
    if (has("ExpressionAttributeNames") && all.stream().noneMatch(this::has)) {
      throw Refusal.validation(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    var withValues = all.stream().filter(each -> !each.equals("ProjectionExpression")).toList();
    if (has("ExpressionAttributeValues")
        && !withValues.isEmpty()
        && withValues.stream().noneMatch(this::has)) {
      throw Refusal.validation(
          "ExpressionAttributeValues can only be specified when using expressions: %s %s null"
              .formatted(String.join(" and ", withValues), withValues.size() > 1 ? "are" : "is"));
    }
    // Operations without such expressions have no parameter for values, and so ignore it.
    return Placeholders.of(names(), withValues.isEmpty() ? null : values());
  }

  private @Nullable Map<String, String> names() {
    var node = find("ExpressionAttributeNames");
    if (node.isEmpty()) {
      return null;
    }
    var names = new LinkedHashMap<String, String>();
    node.get().properties().forEach(each -> names.put(each.getKey(), each.getValue().asText()));
    return names;
  }

  private @Nullable Map<String, Value> values() {
    var node = find("ExpressionAttributeValues");
    if (node.isEmpty()) {
      return null;
    }
    var values = new LinkedHashMap<String, Value>();
    for (var each : node.get().properties()) {
      try {
        values.put(each.getKey(), Attributes.readValue(each.getValue()));
      } catch (Refusal refusal) {
        throw refusal.code().equals("SerializationException")
            ? refusal
            : Refusal.validation(
                "ExpressionAttributeValues contains invalid value: %s for key %s"
                    .formatted(refusal.getMessage(), each.getKey()));
      }
    }
    return values;
  }

  /**
   * Refuses legacy parameters, which expressions have replaced.
   *
   * @param replaced the operation's legacy parameters
   * @param expressions the operation's expressions
   * @throws Refusal if the request has a legacy parameter
   */
  void requireNone(List<String> replaced, List<String> expressions) {
    var used = replaced.stream().filter(this::has).toList();
    if (used.isEmpty()) {
      return;
    }
    var beside = expressions.stream().filter(this::has).toList();
    if (beside.isEmpty()) {
      throw Refusal.validation(
          "%s: this store supports only expressions".formatted(String.join(", ", used)));
    }
    throw Refusal.validation(
        ("Can not use both expression and non-expression parameters in the same request:"
                + " Non-expression parameters: {%s} Expression parameters: {%s}")
            .formatted(String.join(", ", used), String.join(", ", beside)));
  }
}
