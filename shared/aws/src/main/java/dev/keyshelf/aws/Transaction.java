package dev.keyshelf.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The one transaction of a command, built action by action. Each action concerns another item. */
final class Transaction {
  /** The code of the reason for which an action conflicts with another command. */
  static final String CONFLICT = "TransactionConflict";

  private static final String ABSENT = "attribute_not_exists(" + Keys.PARTITION + ")";

  private final String table;
  private final List<TransactWriteItem> actions = new ArrayList<>();
  private final Set<Integer> takes = new HashSet<>();

  Transaction(String table) {
    this.table = table;
  }

  List<TransactWriteItem> actions() {
    return actions;
  }

  /** Adds an item. The transaction fails if it exists. */
  Transaction add(Item item) {
    return put(item, ABSENT, Map.of());
  }

  /** Writes an item if the stored one meets a condition. */
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

  /** Updates an item that meets a condition. */
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

  /** Writes nothing, but fails the transaction unless an item meets a condition. */
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

  /** Writes nothing, but fails the transaction if an item exists. */
  Transaction absent(Key key) {
    return check(key, ABSENT, Map.of());
  }

  /** Deletes an item. The transaction fails if it does not exist. */
  Transaction remove(Key key) {
    return remove(key, "attribute_exists(" + Keys.PARTITION + ")", Map.of());
  }

  /** Deletes an item that meets a condition. */
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

  /**
   * Deletes an item of which there are many alike, such as a key of a pool. If another command is
   * changing it, and nothing else conflicts, the transaction is stale, so that the command picks
   * another one.
   */
  Transaction take(Key key) {
    takes.add(actions.size());
    return remove(key);
  }

  /**
   * Returns whether the transaction was cancelled only because other commands take the same items.
   * A conflict on an item that cannot be replaced by another one would only be met again.
   */
  boolean isBeatenTo(List<CancellationReason> reasons) {
    var conflicts =
        IntStream.range(0, reasons.size())
            .filter(action -> CONFLICT.equals(reasons.get(action).code()))
            .boxed()
            .toList();
    return !conflicts.isEmpty() && takes.containsAll(conflicts);
  }

  private static TransactWriteItem.Builder action() {
    return TransactWriteItem.builder();
  }

  /** Returns null for an empty map, because DynamoDB refuses an empty map of values. */
  @SuppressWarnings("NullAway") // The SDK's builder takes null as "not set".
  private static Map<String, AttributeValue> orNone(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
  }
}
