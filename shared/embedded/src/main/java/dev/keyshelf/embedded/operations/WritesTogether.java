package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.operations.ItemWrites.Draft;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Action;
import dev.keyshelf.embedded.transactions.Effect;
import dev.keyshelf.embedded.transactions.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** BatchWriteItem and TransactWriteItems. */
final class WritesTogether {
  private static final int MOST_IN_BATCH = 25;
  private static final int MOST_TRANSACTION_BYTES = 4 * 1024 * 1024;
  private static final List<String> KINDS = List.of("Put", "Update", "Delete", "ConditionCheck");

  private final Tables tables;
  private final Items items;
  private final ItemWrites writes;

  WritesTogether(Tables tables, Items items, ItemWrites writes) {
    this.tables = tables;
    this.items = items;
    this.writes = writes;
  }

  /** A write request of a batch, and its action. */
  private record Written(String table, JsonNode request, Action action) {}

  ObjectNode batchWriteItem(JsonNode body) {
    var call = Call.checked(Shapes.BATCH_WRITE_ITEM, body);
    var requests = body.get("RequestItems");
    if (requests.isEmpty()) {
      throw Refusal.validation("The requestItems parameter is required for BatchWriteItem");
    }
    if (requests.properties().stream().anyMatch(each -> isOutOfBounds(each.getValue()))) {
      throw Refusal.validation(
          ("1 validation error detected: Value '%s' at 'requestItems' failed to satisfy"
                  + " constraint: Map value must satisfy constraint: [Member must have length less"
                  + " than or equal to 25, Member must have length greater than or equal to 1]")
              .formatted(Shapes.BATCH_WRITE_ITEM.members().getFirst().rule().show(requests)));
    }
    var written = new ArrayList<Written>();
    var drafts = new ArrayList<Supplier<Written>>();
    requests
        .properties()
        .forEach(
            each ->
                each.getValue()
                    .forEach(
                        request -> {
                          var draft = draft(new Call(request));
                          drafts.add(() -> written(each.getKey(), request, draft));
                        }));
    if (drafts.size() > MOST_IN_BATCH) {
      throw Refusal.validation("Too many items requested for the BatchWriteItem call");
    }
    drafts.forEach(each -> written.add(each.get()));
    var places =
        written.stream().map(each -> Map.entry(each.table(), each.action().key())).toList();
    if (new HashSet<>(places).size() < places.size()) {
      throw Refusal.validation("Provided list of item keys contains duplicates");
    }
    return write(call, written);
  }

  private static boolean isOutOfBounds(JsonNode writes) {
    return writes.isEmpty() || writes.size() > MOST_IN_BATCH;
  }

  private Draft draft(Call request) {
    boolean put = request.has("PutRequest");
    if (put == request.has("DeleteRequest")) {
      throw Refusal.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    return put
        ? writes.put(request.part("PutRequest"))
        : writes.delete(request.part("DeleteRequest"));
  }

  private Written written(String table, JsonNode request, Draft draft) {
    return new Written(table, request, draft.on(tables.get(table)));
  }

  private ObjectNode write(Call call, List<Written> written) {
    var effects = items.writeEach(written.stream().map(Written::action).toList());
    var answer = JsonNodeFactory.instance.objectNode();
    var unprocessed = answer.putObject("UnprocessedItems");
    var done = new HashSet<>(effects.stream().map(Effect::action).toList());
    written.stream()
        .filter(each -> !done.contains(each.action()))
        .forEach(each -> unprocessed.withArray(each.table()).add(each.request()));
    var consumed = new Consumption(call, Consumption.USUAL);
    effects.forEach(consumed::wrote);
    consumed.tellEach(answer);
    tellCollections(call, answer, effects);
    return answer;
  }

  private static void tellCollections(Call call, ObjectNode answer, List<Effect> effects) {
    if (call.text("ReturnItemCollectionMetrics").orElse("NONE").equals("SIZE")) {
      for (Effect effect : effects) {
        Table table = effect.action().table();
        if (table.hasLocalIndexes()) {
          answer
              .withObject("ItemCollectionMetrics")
              .withArray(table.name())
              .add(ItemWrites.collection(table, effect.action().key()));
        }
      }
    }
  }

  ObjectNode transactWriteItems(JsonNode body) {
    var call = Call.checked(Shapes.TRANSACT_WRITE_ITEMS, body);
    var actions = new ArrayList<Supplier<Action>>();
    int bytes = 0;
    for (Call each : call.parts("TransactItems")) {
      var kinds = KINDS.stream().filter(each::has).toList();
      if (kinds.size() != 1) {
        throw Refusal.validation(
            "TransactItems can only contain one of Check, Put, Update or Delete");
      }
      var part = each.part(kinds.getFirst());
      var draft = transactionDraft(kinds.getFirst(), part);
      var table = tables.get(part.required("TableName"));
      bytes += Sizes.ofItem(draft.item());
      actions.add(() -> draft.on(table));
    }
    if (bytes > MOST_TRANSACTION_BYTES) {
      throw Refusal.validation(
          "Member must have length less than or equal to 4194304: the transaction's items are"
              + " larger than 4 MB");
    }
    var effects =
        items.transact(
            actions, call.text("ClientRequestToken"), Fingerprint.of(body.get("TransactItems")));
    var answer = JsonNodeFactory.instance.objectNode();
    var consumed = new Consumption(call, Consumption.TRANSACTION);
    effects.forEach(consumed::wrote);
    consumed.tellEach(answer);
    tellCollections(call, answer, effects);
    return answer;
  }

  private Draft transactionDraft(String kind, Call part) {
    return switch (kind) {
      case "Put" -> writes.put(part);
      case "Update" -> writes.update(part);
      case "Delete" -> writes.delete(part);
      default -> writes.check(part);
    };
  }
}
