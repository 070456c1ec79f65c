package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * An endpoint's answer.
 *
 * @param status the HTTP status
 * @param body the JSON body
 */
record Answer(int status, JsonNode body) {
  private static final int OK = 200;
  private static final Set<String> SETS = Set.of("SS", "NS", "BS");

  /** Members that an endpoint may leave out or leave empty. */
  private static final Set<String> EMPTY_OR_ABSENT = Set.of("UnprocessedItems", "UnprocessedKeys");

  boolean isOk() {
    return status == OK;
  }

  /** Returns the name of the error, or {@code ok} if there is none. */
  String code() {
    if (isOk()) {
      return "ok";
    }
    String type = body.path("__type").asText("error " + status);
    return type.substring(type.indexOf('#') + 1);
  }

  String message() {
    return body.path("message").asText(body.path("Message").asText());
  }

  /**
   * Returns the part of the answer on which two endpoints must agree. It has no messages and no
   * capacity, and numbers are compared by value.
   */
  String comparable() {
    var told = JsonNodeFactory.instance.objectNode().put("code", code());
    if (isOk()) {
      told.set("answer", Model.canonical(body));
    } else {
      if (body.has("Item")) {
        told.set("item", Model.canonical(body.get("Item")));
      }
      for (var reason : body.path("CancellationReasons")) {
        var list = told.withArray("reasons").addObject();
        list.put("code", reason.path("Code").asText());
        if (reason.has("Item")) {
          list.set("item", Model.canonical(reason.get("Item")));
        }
      }
    }
    return told.toString();
  }

  /** Returns a copy with sorted members and sets, and without capacity. */
  static JsonNode plain(JsonNode json) {
    if (json.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      json.forEach(each -> list.add(plain(each)));
      return list;
    }
    if (!json.isObject()) {
      return json;
    }
    var object = JsonNodeFactory.instance.objectNode();
    json.properties().stream()
        .filter(member -> !member.getKey().equals("ConsumedCapacity"))
        .filter(
            member -> !(EMPTY_OR_ABSENT.contains(member.getKey()) && member.getValue().isEmpty()))
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            member ->
                object.set(
                    member.getKey(),
                    isSet(member.getKey(), member.getValue()) || member.getKey().equals("Responses")
                        ? unordered(member.getValue())
                        : plain(member.getValue())));
    return object;
  }

  private static boolean isSet(String name, JsonNode value) {
    return SETS.contains(name) && value.isArray();
  }

  /** Sorts a list, or each list of an object, because a batch's answers have no order. */
  private static JsonNode unordered(JsonNode json) {
    if (json instanceof ObjectNode tables) {
      var sorted = JsonNodeFactory.instance.objectNode();
      tables.properties().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(table -> sorted.set(table.getKey(), sorted(table.getValue())));
      return sorted;
    }
    // A transaction's answers are in the order of its actions.
    boolean positional = !json.isEmpty() && json.get(0).isObject();
    return positional ? plain(json) : sorted(json);
  }

  /** Returns a list's elements, sorted by their text. */
  static ArrayNode sorted(JsonNode list) {
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(each -> elements.add(Model.canonical(each)));
    elements.sort(Comparator.comparing(JsonNode::toString));
    return JsonNodeFactory.instance.arrayNode().addAll(elements);
  }
}
