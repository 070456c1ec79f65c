package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws random keys, values and items. There are only a few keys, so that requests meet them. */
final class Dice {
  /** The attributes that items have besides their keys. Most values have the attribute's type. */
  static final List<String> ATTRIBUTES =
      List.of("n", "s", "b", "m", "l", "ss", "ns", "bs", "flag", "nothing", "gpk", "gsk");

  private static final List<String> WORDS =
      List.of("", "a", "ab", "abc", "b", "B", "ä", "日本", "😀", "zz zz", "0", "10", "9");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "10",
          "9",
          "1.5",
          "-0",
          "00042",
          "1E2",
          "1.50",
          "1E-130",
          "99999999999999999999999999999999999999",
          "0.1",
          "-3.25",
          "1e125");

  private final Random random;

  Dice(Random random) {
    this.random = random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String word() {
    return of(WORDS);
  }

  /** Draws the key of one of a few items. */
  ObjectNode key(TestTable table) {
    var key = JsonNodeFactory.instance.objectNode();
    key.set("pk", keyValue(table.partition(), 4));
    if (!table.sort().isEmpty()) {
      key.set("sk", keyValue(table.sort(), 6));
    }
    return key;
  }

  /**
   * Draws a value for a key.
   *
   * @param different from how many values to draw, at most 6
   */
  ObjectNode keyValue(String type, int different) {
    int drawn = below(different);
    var value = JsonNodeFactory.instance.objectNode();
    return switch (type) {
      case "N" -> value.put("N", List.of("1", "2", "-1", "10", "0.5", "1E3").get(drawn));
      case "B" -> value.put("B", base64(List.of("a", "b", "ab", "\u0000", "zz", "é").get(drawn)));
      default -> value.put("S", List.of("a", "b", "ab", "é", "zz", "B").get(drawn));
    };
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Draws an item with a key. */
  ObjectNode item(ObjectNode key) {
    var item = key.deepCopy();
    for (String name : ATTRIBUTES) {
      if (chance(40)) {
        item.set(name, value(name));
      }
    }
    return item;
  }

  /** Draws a value of an attribute. A few values have another type than most. */
  ObjectNode value(String attribute) {
    return switch (attribute) {
      // Attributes of an index's key must have its type.
      case "gpk" -> keyValue("S", 3);
      case "gsk" -> keyValue("N", 6);
      case "n" -> chance(90) ? ofType("N") : any(1);
      case "s" -> chance(90) ? ofType("S") : any(1);
      case "b" -> chance(90) ? ofType("B") : any(1);
      case "m" -> chance(90) ? map(2) : any(1);
      case "l" -> chance(90) ? list(2) : any(1);
      case "ss" -> ofType("SS");
      case "ns" -> ofType("NS");
      case "bs" -> ofType("BS");
      case "flag" -> ofType("BOOL");
      default -> ofType("NULL");
    };
  }

  /** Draws a value of any type. */
  ObjectNode any(int depth) {
    return switch (below(depth > 0 ? 10 : 8)) {
      case 0, 1 -> ofType("N");
      case 2 -> ofType("S");
      case 3 -> ofType("B");
      case 4 -> ofType("BOOL");
      case 5 -> ofType("NULL");
      case 6 -> ofType("SS");
      case 7 -> ofType("NS");
      case 8 -> map(depth);
      default -> list(depth);
    };
  }

  ObjectNode ofType(String type) {
    var value = JsonNodeFactory.instance.objectNode();
    switch (type) {
      case "N" -> value.put("N", of(NUMBERS));
      case "S" -> value.put("S", word());
      case "B" -> value.put("B", base64(word()));
      case "BOOL" -> value.put("BOOL", chance(50));
      case "NULL" -> value.put("NULL", true);
      case "SS" -> set(value, "SS", List.of("a", "b", "c", "d"));
      case "NS" -> set(value, "NS", List.of("1", "2", "3", "4.5"));
      default -> set(value, "BS", List.of("YQ==", "Yg==", "Yw=="));
    }
    return value;
  }

  private void set(ObjectNode value, String type, List<String> from) {
    var elements = value.putArray(type);
    int first = below(from.size());
    IntStream.range(first, Math.min(from.size(), first + 1 + below(from.size())))
        .mapToObj(from::get)
        .forEach(elements::add);
  }

  private ObjectNode map(int depth) {
    var value = JsonNodeFactory.instance.objectNode();
    var members = value.putObject("M");
    for (String name : List.of("x", "y")) {
      if (chance(70)) {
        members.set(name, any(depth - 1));
      }
    }
    return value;
  }

  private ObjectNode list(int depth) {
    var value = JsonNodeFactory.instance.objectNode();
    var elements = value.putArray("L");
    IntStream.range(0, below(4)).forEach(_ -> elements.add(any(depth - 1)));
    return value;
  }
}
