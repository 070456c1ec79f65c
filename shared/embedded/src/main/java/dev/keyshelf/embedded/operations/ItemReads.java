package dev.keyshelf.embedded.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.expression.Expressions;
import dev.keyshelf.embedded.expression.Projection;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.embedded.tables.Tables;
import dev.keyshelf.embedded.transactions.Items;
import dev.keyshelf.embedded.transactions.Items.Wanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** GetItem, BatchGetItem and TransactGetItems. */
final class ItemReads {
  private static final List<String> REPLACED = List.of("AttributesToGet");
  private static final int MOST_KEYS = 100;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_TRANSACTION_BYTES = 4 * 1024 * 1024;

  private final Tables tables;
  private final Items items;
  private final Expressions expressions;

  ItemReads(Tables tables, Items items, Expressions expressions) {
    this.tables = tables;
    this.items = items;
    this.expressions = expressions;
  }

  ObjectNode getItem(JsonNode body) {
    var call = Call.checked(Shapes.GET_ITEM, body);
    call.requireNone(REPLACED, List.of("ProjectionExpression"));
    var key = call.item("Key");
    var projection = projection(call);
    var table = tables.get(call.required("TableName"));
    table.key().requireKey(key);
    var found = items.get(table, key);
    var consumed = new Consumption(call, Consumption.USUAL);
    consumed.read(table, Optional.empty(), size(found), call.flag("ConsistentRead", false));
    var answer = answer(found, projection);
    consumed.tell(answer);
    return answer;
  }

  private static long size(Optional<Map<String, Value>> item) {
    return item.map(Sizes::ofItem).orElse(0);
  }

  private static ObjectNode answer(
      Optional<Map<String, Value>> found, Optional<Projection> projection) {
    var answer = JsonNodeFactory.instance.objectNode();
    found
        .map(item -> projection.map(each -> each.of(item)).orElse(item))
        .ifPresent(item -> answer.set("Item", Attributes.write(item)));
    return answer;
  }

  private Optional<Projection> projection(Call call) {
    var placeholders = call.placeholders("ProjectionExpression");
    var projection =
        call.text("ProjectionExpression").map(text -> expressions.projection(text, placeholders));
    placeholders.requireAllUsed();
    return projection;
  }

  /** The keys that a batch requests from one table. */
  private record Asked(
      Table table,
      Call call,
      List<JsonNode> written,
      List<Map<String, Value>> keys,
      Optional<Projection> projection) {}

  ObjectNode batchGetItem(JsonNode body) {
    var call = Call.checked(Shapes.BATCH_GET_ITEM, body);
    var requests = body.get("RequestItems");
    if (requests.isEmpty()) {
      throw Refusal.validation("The requestItems parameter is required for BatchGetItem");
    }
    requests.properties().forEach(each -> requireFew(each.getKey(), each.getValue()));
    var asked =
        requests.properties().stream()
            .map(each -> asked(each.getKey(), new Call(each.getValue())))
            .toList();
    if (asked.stream().mapToInt(each -> each.keys().size()).sum() > MOST_KEYS) {
      throw Refusal.validation("Too many items requested for the BatchGetItem call");
    }
    return read(call, asked);
  }

  private static void requireFew(String table, JsonNode request) {
    if (request.path("Keys").size() > MOST_KEYS) {
      throw Refusal.validation(
          ("1 validation error detected: Value at 'RequestItems.%s.member.Keys' failed to satisfy"
                  + " constraint: Member must have length less than or equal to 100")
              .formatted(table));
    }
  }

  private Asked asked(String name, Call call) {
    call.requireNone(REPLACED, List.of("ProjectionExpression"));
    var projection = projection(call);
    var written = call.parts("Keys").stream().map(Call::parameters).toList();
    var keys = written.stream().map(Attributes::read).toList();
    if (new HashSet<>(keys).size() < keys.size()) {
      throw Refusal.validation("Provided list of item keys contains duplicates");
    }
    var table = tables.get(name);
    keys.forEach(table.key()::requireKey);
    return new Asked(table, call, written, keys, projection);
  }

  private ObjectNode read(Call call, List<Asked> asked) {
    var answer = JsonNodeFactory.instance.objectNode();
    var responses = answer.putObject("Responses");
    var unprocessed = answer.putObject("UnprocessedKeys");
    var consumed = new Consumption(call, Consumption.USUAL);
    long bytes = 0;
    for (Asked each : asked) {
      var found = responses.putArray(each.table().name());
      for (int at = 0; at < each.keys().size(); at++) {
        if (bytes > MOST_BYTES) {
          unprocessed(unprocessed, each).add(each.written().get(at));
          continue;
        }
        var item = items.get(each.table(), each.keys().get(at));
        bytes += size(item);
        consumed.read(
            each.table(), Optional.empty(), size(item), each.call().flag("ConsistentRead", false));
        Optional.ofNullable(answer(item, each.projection()).get("Item")).ifPresent(found::add);
      }
    }
    consumed.tellEach(answer);
    return answer;
  }

  /** Returns the list of a table's unprocessed keys, beside the request's other parameters. */
  private static ArrayNode unprocessed(ObjectNode all, Asked asked) {
    String name = asked.table().name();
    if (!all.has(name)) {
      ObjectNode left = asked.call().parameters().deepCopy();
      left.putArray("Keys");
      all.set(name, left);
    }
    return all.get(name).withArray("Keys");
  }

  ObjectNode transactGetItems(JsonNode body) {
    var call = Call.checked(Shapes.TRANSACT_GET_ITEMS, body);
    var gets = call.parts("TransactItems").stream().map(each -> each.part("Get")).toList();
    var projections = gets.stream().map(this::projection).toList();
    var wanted = new ArrayList<Supplier<Wanted>>();
    for (Call get : gets) {
      var table = tables.get(get.required("TableName"));
      wanted.add(
          () -> {
            var key = get.item("Key");
            table.key().requireKey(key);
            return new Wanted(table, key);
          });
    }
    var found = items.readTogether(wanted);
    if (found.stream().mapToLong(ItemReads::size).sum() > MOST_TRANSACTION_BYTES) {
      throw Refusal.validation("Collective item size exceeds the 4 MB limit of a transaction");
    }
    var answer = JsonNodeFactory.instance.objectNode();
    var responses = answer.putArray("Responses");
    var consumed = new Consumption(call, Consumption.TRANSACTION);
    for (int at = 0; at < found.size(); at++) {
      responses.add(answer(found.get(at), projections.get(at)));
      consumed.read(wanted.get(at).get().table(), Optional.empty(), size(found.get(at)), true);
    }
    consumed.tellEach(answer);
    return answer;
  }
}
