package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.expression.Condition;
import dev.keyshelf.embedded.expression.Expressions;
import dev.keyshelf.embedded.expression.Placeholders;
import dev.keyshelf.embedded.expression.Update;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.tables.KeyAttribute;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Action;
import dev.keyshelf.embedded.transactions.Action.Change;
import dev.keyshelf.embedded.transactions.Effect;
import dev.keyshelf.embedded.transactions.Items;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PutItem, UpdateItem and DeleteItem, and the parts that they share with other writes. */
final class ItemWrites {
  private static final List<String> REPLACED =
      List.of("AttributeUpdates", "Expected", "ConditionalOperator");
  private static final List<String> EXPRESSIONS =
      List.of("UpdateExpression", "ConditionExpression");

  private final Tables tables;
  private final Items items;
  private final Expressions expressions;

  ItemWrites(Tables tables, Items items, Expressions expressions) {
    this.tables = tables;
    this.items = items;
    this.expressions = expressions;
  }

  ObjectNode putItem(JsonNode body) {
    var call = Call.checked(Shapes.PUT_ITEM, body);
    var draft = put(call);
    requireOldOrNothing(call);
    return write(call, draft);
  }

  ObjectNode deleteItem(JsonNode body) {
    var call = Call.checked(Shapes.DELETE_ITEM, body);
    var draft = delete(call);
    requireOldOrNothing(call);
    return write(call, draft);
  }

  ObjectNode updateItem(JsonNode body) {
    var call = Call.checked(Shapes.UPDATE_ITEM, body);
    return write(call, update(call));
  }

  private static void requireOldOrNothing(Call call) {
    String wanted = call.text("ReturnValues").orElse("NONE");
    if (!wanted.equals("ALL_OLD") && !wanted.equals("NONE")) {
      throw Refusal.validation("ReturnValues can only be ALL_OLD or NONE");
    }
  }

  private ObjectNode write(Call call, Draft draft) {
    var effect = items.write(draft.on(tables.get(call.required("TableName"))));
    var answer = JsonNodeFactory.instance.objectNode();
    returned(call, effect).ifPresent(item -> answer.set("Attributes", Attributes.write(item)));
    var consumed = new Consumption(call, Consumption.USUAL);
    consumed.wrote(effect);
    consumed.tell(answer);
    var table = effect.action().table();
    if (call.text("ReturnItemCollectionMetrics").orElse("NONE").equals("SIZE")
        && table.hasLocalIndexes()) {
      answer.set("ItemCollectionMetrics", collection(table, effect.action().key()));
    }
    return answer;
  }

  static ObjectNode collection(Table table, Map<String, Value> key) {
    var partition = table.key().partition().name();
    var metrics = JsonNodeFactory.instance.objectNode();
    metrics.set("ItemCollectionKey", Attributes.write(Map.of(partition, key.get(partition))));
    metrics.putArray("SizeEstimateRangeGB").add(0.0).add(1.0);
    return metrics;
  }

  private static Optional<Map<String, Value>> returned(Call call, Effect effect) {
    Optional<Update> update =
        effect.action().change() instanceof Change.Updated(var it) ? it : Optional.empty();
    return switch (call.text("ReturnValues").orElse("NONE")) {
      case "ALL_OLD" -> effect.old();
      case "ALL_NEW" -> effect.now();
      case "UPDATED_OLD" -> changed(update, effect.old());
      case "UPDATED_NEW" -> changed(update, effect.now());
      default -> Optional.empty();
    };
  }

  private static Optional<Map<String, Value>> changed(
      Optional<Update> update, Optional<Map<String, Value>> item) {
    return update
        .flatMap(it -> item.map(it::changedIn))
        .filter(attributes -> !attributes.isEmpty());
  }

  /** An action from a request, before its table is looked up. */
  record Draft(
      Map<String, Value> item, Change change, Optional<Condition> condition, boolean returnsOld) {
    /**
     * Returns the action on a table.
     *
     * @throws Refusal if the item or key does not match the table
     */
    Action on(Table table) {
      Map<String, Value> key = item;
      if (change instanceof Change.Put) {
        table.key().requireIn(item);
        table.indexes().forEach(index -> index.requireKeyTypes(item));
        key = table.key().of(item);
      } else {
        table.key().requireKey(key);
      }
      if (change instanceof Change.Updated(var update) && update.isPresent()) {
        requireNoKey(table, update.get());
      }
      return new Action(table, key, change, condition, returnsOld);
    }
  }

  private static void requireNoKey(Table table, Update update) {
    for (KeyAttribute attribute : table.key().attributes()) {
      if (update.topLevelNames().contains(attribute.name())) {
        throw Refusal.parameter(
            "Cannot update attribute %s. This attribute is part of the key"
                .formatted(attribute.name()));
      }
    }
  }

  /** Reads a put from a request. */
  Draft put(Call call) {
    requireExpressions(call);
    var placeholders = call.placeholders("ConditionExpression");
    var item = call.item("Item");
    if (Sizes.ofItem(item) > Sizes.LARGEST_ITEM) {
      throw Refusal.validation("Item size has exceeded the maximum allowed size");
    }
    return draft(call, item, new Change.Put(item), placeholders);
  }

  /** Reads a delete from a request. */
  Draft delete(Call call) {
    requireExpressions(call);
    var placeholders = call.placeholders("ConditionExpression");
    return draft(call, call.item("Key"), new Change.Delete(), placeholders);
  }

  /** Reads a condition check from a request. */
  Draft check(Call call) {
    var placeholders = call.placeholders("ConditionExpression");
    return draft(call, call.item("Key"), new Change.Check(), placeholders);
  }

  /** Reads an update from a request. */
  Draft update(Call call) {
    requireExpressions(call);
    var placeholders = call.placeholders("UpdateExpression", "ConditionExpression");
    var key = call.item("Key");
    var update = call.text("UpdateExpression").map(text -> expressions.update(text, placeholders));
    return draft(call, key, new Change.Updated(update), placeholders);
  }

  private Draft draft(
      Call call, Map<String, Value> item, Change change, Placeholders placeholders) {
    var condition =
        call.text("ConditionExpression").map(text -> expressions.condition(text, placeholders));
    placeholders.requireAllUsed();
    boolean returnsOld =
        call.text("ReturnValuesOnConditionCheckFailure").orElse("NONE").equals("ALL_OLD");
    return new Draft(item, change, condition, returnsOld);
  }

  private static void requireExpressions(Call call) {
    call.requireNone(REPLACED, EXPRESSIONS);
  }
}
