package dev.keyshelf.local.drill;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes rows of a table behind the functions' back, and puts them back as they were. */
final class Rows {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Deque<Map<String, AttributeValue>> before = new ArrayDeque<>();
  private final Deque<Map<String, AttributeValue>> added = new ArrayDeque<>();

  Rows(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
    this.table = dynamoDb.listTables().tableNames().getFirst();
  }

  /** Returns the first row whose keys begin with these texts and that contains {@code inside}. */
  Map<String, AttributeValue> find(String partition, String sort, String inside) {
    return Reading.items(dynamoDb, table).stream()
        .filter(item -> text(item, "pk").startsWith(partition))
        .filter(item -> text(item, "sk").startsWith(sort))
        .filter(item -> item.toString().contains(inside))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + partition + " " + sort));
  }

  /** Returns an attribute that the item has. */
  static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), name);
  }

  static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  void set(Map<String, AttributeValue> item, String name, AttributeValue value) {
    var changed = new HashMap<>(item);
    changed.put(name, value);
    before.push(item);
    put(changed);
  }

  void remove(Map<String, AttributeValue> item) {
    before.push(item);
    delete(item);
  }

  /** Adds a copy of a row under another sort key. */
  void copy(Map<String, AttributeValue> item, String sort) {
    var copied = new HashMap<>(item);
    copied.put("sk", AttributeValue.fromS(sort));
    added.push(copied);
    put(copied);
  }

  void undo() {
    added.forEach(this::delete);
    before.forEach(this::put);
  }

  private void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }

  private void delete(Map<String, AttributeValue> item) {
    dynamoDb.deleteItem(
        delete -> delete.tableName(table).key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
  }
}
