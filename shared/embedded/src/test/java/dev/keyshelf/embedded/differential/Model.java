package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The expected items of the tables after the accepted requests. It applies puts and deletes from
 * the requests, and reads the result of an update from the store. Refused requests change nothing.
 */
final class Model {
  private final Map<String, TestTable> tables = new TreeMap<>();
  private final Map<String, Map<String, JsonNode>> items = new TreeMap<>();
  private final BiFunction<String, ObjectNode, JsonNode> reader;

  /** An item that a request can write. */
  record Place(String table, ObjectNode key) {}

  /**
   * Creates an empty model.
   *
   * @param reader reads the item with a key from a table, after an update
   */
  Model(List<TestTable> known, BiFunction<String, ObjectNode, JsonNode> reader) {
    this.reader = reader;
    known.forEach(table -> tables.put(table.name(), table));
  }

  /** Applies an accepted request. */
  void accepted(Request request) {
    var body = request.body();
    switch (request.operation()) {
      case "PutItem" -> apply("Put", body);
      case "UpdateItem" -> apply("Update", body);
      case "DeleteItem" -> apply("Delete", body);
      case "TransactWriteItems" ->
          body.get("TransactItems")
              .forEach(
                  each ->
                      each.properties()
                          .forEach(action -> apply(action.getKey(), action.getValue())));
      case "BatchWriteItem" ->
          body.get("RequestItems")
              .properties()
              .forEach(table -> table.getValue().forEach(each -> batch(table.getKey(), each)));
      default -> {}
    }
  }

  private void batch(String table, JsonNode write) {
    if (write.has("PutRequest")) {
      put(table, write.get("PutRequest").get("Item"));
    } else {
      remove(table, write.get("DeleteRequest").get("Key"));
    }
  }

  private void apply(String kind, JsonNode action) {
    String table = action.get("TableName").asText();
    switch (kind) {
      case "Put" -> put(table, action.get("Item"));
      case "Delete" -> remove(table, action.get("Key"));
      case "Update" -> put(table, reader.apply(table, (ObjectNode) action.get("Key")));
      default -> {}
    }
  }

  private void put(String table, JsonNode item) {
    of(table).put(place(table, item), canonical(item));
  }

  /** Removes an item. */
  void remove(String table, JsonNode key) {
    of(table).remove(place(table, key));
  }

  private Map<String, JsonNode> of(String table) {
    return items.computeIfAbsent(table, _ -> new TreeMap<>());
  }

  private String place(String table, JsonNode item) {
    return canonical(keyOf(Objects.requireNonNull(tables.get(table), table), item)).toString();
  }

  /** Returns the items that a request can write, without those whose key is incomplete. */
  List<Place> places(Request request) {
    List<Place> found = new ArrayList<>();
    collect(request.body(), request.body().path("TableName").asText(), found);
    for (var each : request.body().path("TransactItems")) {
      for (var action : each) {
        collect(action, action.path("TableName").asText(), found);
      }
    }
    request.body().path("RequestItems").properties().stream()
        .filter(table -> table.getValue().isArray())
        .forEach(
            table ->
                table
                    .getValue()
                    .forEach(write -> write.forEach(each -> collect(each, table.getKey(), found))));
    return found;
  }

  private void collect(JsonNode action, String name, List<Place> found) {
    var table = tables.get(name);
    var item = action.has("Item") ? action.get("Item") : action.path("Key");
    if (table != null && item.has("pk") && (table.sort().isEmpty() || item.has("sk"))) {
      found.add(new Place(name, keyOf(table, item)));
    }
  }

  private static ObjectNode keyOf(TestTable table, JsonNode item) {
    var key = JsonNodeFactory.instance.objectNode();
    key.set("pk", item.get("pk"));
    if (!table.sort().isEmpty()) {
      key.set("sk", item.get("sk"));
    }
    return key;
  }

  /** Returns all items of a table, sorted by their text. */
  List<String> items(String table) {
    return of(table).values().stream().map(JsonNode::toString).sorted().toList();
  }

  /** Returns the items in a table's index {@code all}: those that have its key attributes. */
  List<String> indexed(String table) {
    return of(table).values().stream()
        .filter(item -> item.has("gpk") && item.has("gsk"))
        .map(JsonNode::toString)
        .sorted()
        .toList();
  }

  /** Returns a value with sorted members and sets, and with numbers in one form. */
  static JsonNode canonical(JsonNode json) {
    var plain = Answer.plain(json);
    if (plain instanceof ObjectNode object) {
      if (object.size() == 1 && object.has("N")) {
        return object.put("N", number(object.get("N").asText()));
      }
      if (object.size() == 1 && object.has("NS")) {
        var numbers = JsonNodeFactory.instance.arrayNode();
        object.get("NS").forEach(each -> numbers.add(number(each.asText())));
        object.set("NS", Answer.sorted(numbers));
        return object;
      }
      object.properties().forEach(member -> member.setValue(canonical(member.getValue())));
    } else if (plain.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      plain.forEach(each -> list.add(canonical(each)));
      return list;
    }
    return plain;
  }

  private static String number(String text) {
    var number = new BigDecimal(text);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }
}
