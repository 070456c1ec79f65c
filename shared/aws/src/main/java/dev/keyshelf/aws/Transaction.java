package dev.keyshelf.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The one write of a command, action by action. Each action is on another item. */
final class Transaction {
  private static final String ABSENT = "attribute_not_exists(" + Keys.PARTITION + ")";

  private final String table;
  private final List<TransactWriteItem> actions = new ArrayList<>();

  Transaction(String table) {
    this.table = table;
  }

  List<TransactWriteItem> actions() {
    return actions;
  }

  /** Writes an item that must not be there. */
  Transaction add(Item item) {
    return put(item, ABSENT, Map.of());
  }

  /** Writes an item over one that meets a condition. */
  Transaction put(Item item, String condition, Map<String, AttributeValue> values) {
    actions.add(
        action()
            .put(
                put ->
                    put.tableName(table)
                        .item(item.values())
                        .conditionExpression(condition)
                        .expressionAttributeValues(orNone(values)))
            .build());
    return this;
  }

  /** Changes an item that meets a condition. */
  Transaction update(
      Key key, String expression, String condition, Map<String, AttributeValue> values) {
    actions.add(
        action()
            .update(
                update ->
                    update
                        .tableName(table)
                        .key(key.values())
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values))
            .build());
    return this;
  }

  /** Writes nothing, but fails unless an item meets a condition at that moment. */
  Transaction check(Key key, String condition, Map<String, AttributeValue> values) {
    actions.add(
        action()
            .conditionCheck(
                check ->
                    check
                        .tableName(table)
                        .key(key.values())
                        .conditionExpression(condition)
                        .expressionAttributeValues(orNone(values)))
            .build());
    return this;
  }

  /** Writes nothing, but fails when an item is there at that moment. */
  Transaction absent(Key key) {
    return check(key, ABSENT, Map.of());
  }

  /** Removes an item that must be there. */
  Transaction remove(Key key) {
    return remove(key, "attribute_exists(" + Keys.PARTITION + ")", Map.of());
  }

  /** Removes an item that meets a condition. */
  Transaction remove(Key key, String condition, Map<String, AttributeValue> values) {
    actions.add(
        action()
            .delete(
                delete ->
                    delete
                        .tableName(table)
                        .key(key.values())
                        .conditionExpression(condition)
                        .expressionAttributeValues(orNone(values)))
            .build());
    return this;
  }

  private static TransactWriteItem.Builder action() {
    return TransactWriteItem.builder();
  }

  /** DynamoDB refuses an empty map of values, and takes an absent one. */
  @SuppressWarnings("NullAway") // The SDK's builder takes null as "not set".
  private static Map<String, AttributeValue> orNone(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
  }
}
