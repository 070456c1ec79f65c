package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Changes a request so that the store must refuse it, in most cases. */
final class Spoiler {
  private final Dice dice;

  Spoiler(Dice dice) {
    this.dice = dice;
  }

  Request spoil(Request request) {
    var body = request.body();
    switch (dice.below(16)) {
      case 0 -> body.put("TableName", dice.of(List.of("differential-missing", "x!", "")));
      case 1 -> body.withObject("ExpressionAttributeValues").putObject(":unused").put("S", "x");
      case 2 -> body.withObject("ExpressionAttributeNames").put("#unused", "x");
      case 3 ->
          body.put("ConditionExpression", dice.of(List.of("a =", "= :v0", "", "a ! b", "(n")));
      case 4 ->
          body.put("ProjectionExpression", dice.of(List.of("a,", "n, n", "m, m.x", "", "#no")));
      case 5 ->
          body.put("FilterExpression", dice.of(List.of("size(n)", "n = :missing", "pk = pk")));
      case 6 -> body.put("ReturnValues", dice.of(List.of("INVALID", "ALL_NEW", "UPDATED_OLD")));
      case 7 -> body.put("Limit", dice.of(List.of(0, -1)));
      case 8 -> body.put("Select", dice.of(List.of("INVALID", "SPECIFIC_ATTRIBUTES")));
      case 9 ->
          body.put(
              "UpdateExpression", dice.of(List.of("SET n", "SET pk = n", "", "SET n = n, n = n")));
      case 10 -> body.put("IndexName", dice.of(List.of("missing", "all")));
      case 11 -> body.put("TotalSegments", 2);
      case 12 -> spoilItem(keyed(body), "pk");
      case 13 -> spoilItem(keyed(body), dice.of(List.of("sk", "s", "n", "gpk")));
      case 14 ->
          body.put("ConditionExpression", dice.of(List.of("name = n", "status <> n", "size(n)")));
      default ->
          body.put("ReturnConsumedCapacity", dice.of(List.of("INVALID", "TOTAL", "INDEXES")));
    }
    return request;
  }

  private static ObjectNode keyed(ObjectNode body) {
    return body.has("Key") ? body.withObject("Key") : body.withObject("Item");
  }

  private void spoilItem(ObjectNode item, String name) {
    switch (dice.below(11)) {
      case 0 -> item.remove(name);
      case 1 -> item.putObject(name).put("S", "");
      case 2 -> item.putObject(name).put("N", "abc");
      case 3 -> item.putObject(name).put("N", "1E+126");
      case 4 -> item.putObject(name).putArray("SS");
      case 5 -> item.putObject(name).putArray("NS").add("1").add("1.0");
      case 6 -> item.putObject(name).put("NULL", false);
      case 7 -> item.putObject(name).put("S", "x").put("N", "1");
      case 8 -> item.putObject(name);
      case 9 -> item.putObject(name).put("BOOL", true);
      default -> item.putObject(name).put("N", "123456789012345678901234567890123456789");
    }
  }
}
