package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Draws random requests of every operation on items. */
final class Requests {
  private static final List<String> RETURNED =
      List.of("NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");

  private final Dice dice;
  private final List<TestTable> tables;

  Requests(Dice dice, List<TestTable> tables) {
    this.dice = dice;
    this.tables = tables;
  }

  /** Draws the next request. About one in six is made invalid. */
  Request next() {
    var drawn =
        switch (dice.below(20)) {
          case 0, 1, 2, 3 -> write("PutItem", put(table()));
          case 4, 5, 6, 7 -> write("UpdateItem", update(table()));
          case 8, 9 -> write("DeleteItem", delete(table()));
          case 10 -> Request.of("GetItem", get(table()));
          case 11, 12, 13 -> query();
          case 14 -> scan();
          case 15 -> Request.of("BatchGetItem", batchGet());
          case 16 -> Request.of("BatchWriteItem", batchWrite());
          case 17, 18 -> Request.of("TransactWriteItems", transactWrite());
          default -> Request.of("TransactGetItems", transactGet());
        };
    return dice.chance(16) ? new Spoiler(dice).spoil(drawn) : drawn;
  }

  private TestTable table() {
    return dice.of(tables);
  }

  private static ObjectNode on(TestTable table) {
    return JsonNodeFactory.instance.objectNode().put("TableName", table.name());
  }

  private Request write(String operation, ObjectNode body) {
    if (dice.chance(40)) {
      body.put(
          "ReturnValues",
          operation.equals("UpdateItem") ? dice.of(RETURNED) : dice.of(List.of("NONE", "ALL_OLD")));
    }
    return Request.of(operation, body);
  }

  private void maybeCondition(ObjectNode body, Expressions expressions, int percent) {
    if (dice.chance(percent)) {
      body.put("ConditionExpression", expressions.condition(2));
      if (dice.chance(30)) {
        body.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
      }
    }
  }

  private ObjectNode put(TestTable table) {
    var body = on(table);
    body.set("Item", dice.item(dice.key(table)));
    var expressions = new Expressions(dice);
    maybeCondition(body, expressions, 25);
    expressions.addTo(body);
    return body;
  }

  private ObjectNode update(TestTable table) {
    var body = on(table);
    body.set("Key", dice.key(table));
    var expressions = new Expressions(dice);
    body.put("UpdateExpression", expressions.update());
    maybeCondition(body, expressions, 25);
    expressions.addTo(body);
    return body;
  }

  private ObjectNode delete(TestTable table) {
    var body = on(table);
    body.set("Key", dice.key(table));
    var expressions = new Expressions(dice);
    maybeCondition(body, expressions, 50);
    expressions.addTo(body);
    return body;
  }

  private ObjectNode get(TestTable table) {
    var body = on(table);
    body.set("Key", dice.key(table));
    var expressions = new Expressions(dice);
    if (dice.chance(60)) {
      body.put("ProjectionExpression", expressions.projection());
    }
    expressions.addTo(body);
    return body;
  }

  private Request query() {
    var table = table();
    var body = on(table);
    var expressions = new Expressions(dice);
    boolean index = table.index() && dice.chance(40);
    if (index) {
      String name = dice.of(List.of("all", "keys", "some"));
      body.put("IndexName", name);
      Supplier<ObjectNode> sort = () -> dice.keyValue("N", 6);
      body.put(
          "KeyConditionExpression",
          expressions.keyCondition(
              "gpk", dice.keyValue("S", 3), name.equals("keys") ? "" : "gsk", sort));
    } else {
      Supplier<ObjectNode> sort = () -> dice.keyValue(table.sort(), 6);
      body.put(
          "KeyConditionExpression",
          expressions.keyCondition(
              "pk", dice.keyValue(table.partition(), 4), table.sort().isEmpty() ? "" : "sk", sort));
    }
    if (dice.chance(30)) {
      body.put("ScanIndexForward", dice.chance(50));
    }
    return search("Query", body, expressions, !index);
  }

  private Request scan() {
    var table = table();
    var body = on(table);
    if (table.index() && dice.chance(30)) {
      body.put("IndexName", dice.of(List.of("all", "keys", "some")));
    }
    return search("Scan", body, new Expressions(dice), false);
  }

  private Request search(
      String operation, ObjectNode body, Expressions expressions, boolean ordered) {
    if (dice.chance(40)) {
      body.put("FilterExpression", expressions.condition(2));
    }
    if (dice.chance(25)) {
      body.put("ProjectionExpression", expressions.projection());
    } else if (dice.chance(15)) {
      body.put("Select", dice.of(List.of("COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES")));
    }
    if (dice.chance(40)) {
      body.put("Limit", 1 + dice.below(4));
    }
    if (dice.chance(20)) {
      body.put("ConsistentRead", dice.chance(50));
    }
    expressions.addTo(body);
    return new Request(operation, body, ordered);
  }

  private ObjectNode batchGet() {
    var body = JsonNodeFactory.instance.objectNode();
    var request = body.putObject("RequestItems");
    for (int i = 0; i <= dice.below(2); i++) {
      var table = table();
      var asked = request.putObject(table.name());
      var keys = asked.putArray("Keys");
      distinct(1 + dice.below(4), () -> dice.key(table)).forEach(keys::add);
      var expressions = new Expressions(dice);
      if (dice.chance(30)) {
        asked.put("ProjectionExpression", expressions.projection());
      }
      expressions.addTo(asked);
    }
    return body;
  }

  private ObjectNode batchWrite() {
    var body = JsonNodeFactory.instance.objectNode();
    var request = body.putObject("RequestItems");
    for (int i = 0; i <= dice.below(2); i++) {
      var table = table();
      var writes = request.putArray(table.name());
      for (JsonNode key : distinct(1 + dice.below(5), () -> dice.key(table))) {
        var write = writes.addObject();
        if (dice.chance(70)) {
          write.putObject("PutRequest").set("Item", dice.item((ObjectNode) key));
        } else {
          write.putObject("DeleteRequest").set("Key", key);
        }
      }
    }
    return body;
  }

  private ObjectNode transactWrite() {
    var body = JsonNodeFactory.instance.objectNode();
    var actions = body.putArray("TransactItems");
    Set<String> places = new HashSet<>();
    for (int i = 0; i <= dice.below(4); i++) {
      var table = table();
      String kind = dice.of(List.of("Put", "Put", "Update", "Delete", "ConditionCheck"));
      var action =
          switch (kind) {
            case "Put" -> put(table);
            case "Update" -> update(table);
            case "Delete" -> delete(table);
            default -> check(table);
          };
      // Two actions on one item are refused, so only a few requests have them.
      if (places.add(table.name() + keyOf(action)) || dice.chance(5)) {
        actions.addObject().set(kind, action);
      }
    }
    if (dice.chance(15)) {
      body.put("ClientRequestToken", "token-" + dice.below(1_000_000));
    }
    return body;
  }

  private ObjectNode check(TestTable table) {
    var body = on(table);
    body.set("Key", dice.key(table));
    var expressions = new Expressions(dice);
    maybeCondition(body, expressions, 100);
    expressions.addTo(body);
    return body;
  }

  private ObjectNode transactGet() {
    var body = JsonNodeFactory.instance.objectNode();
    var actions = body.putArray("TransactItems");
    Set<String> places = new HashSet<>();
    for (int i = 0; i <= dice.below(4); i++) {
      var table = table();
      var action = get(table);
      if (places.add(table.name() + keyOf(action))) {
        actions.addObject().set("Get", action);
      }
    }
    return body;
  }

  private static String keyOf(ObjectNode action) {
    var item = action.has("Item") ? action.get("Item") : action.get("Key");
    return item.path("pk").toString() + item.path("sk");
  }

  private static ArrayNode distinct(int most, Supplier<ObjectNode> drawn) {
    var list = JsonNodeFactory.instance.arrayNode();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < most; i++) {
      var next = drawn.get();
      if (seen.add(next.toString())) {
        list.add(next);
      }
    }
    return list;
  }
}
