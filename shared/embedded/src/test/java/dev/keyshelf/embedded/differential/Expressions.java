package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws random expressions of one request, with the names and values that they use. */
final class Expressions {
  private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final List<String> TYPES =
      List.of("S", "N", "B", "M", "L", "SS", "NS", "BS", "BOOL", "NULL");

  private final Dice dice;
  private final ObjectNode names = JsonNodeFactory.instance.objectNode();
  private final ObjectNode values = JsonNodeFactory.instance.objectNode();

  Expressions(Dice dice) {
    this.dice = dice;
  }

  /** Adds the names and values that the expressions use to a request. */
  void addTo(ObjectNode request) {
    if (!names.isEmpty()) {
      request.set("ExpressionAttributeNames", names);
    }
    if (!values.isEmpty()) {
      request.set("ExpressionAttributeValues", values);
    }
  }

  private String name(String attribute) {
    if (dice.chance(75) && !attribute.equals("nothing") && !attribute.equals("flag")) {
      return attribute;
    }
    names.put("#" + attribute, attribute);
    return "#" + attribute;
  }

  String value(ObjectNode value) {
    String placeholder = ":v" + values.size();
    values.set(placeholder, value);
    return placeholder;
  }

  private String attribute() {
    return dice.of(Dice.ATTRIBUTES);
  }

  private String path() {
    return switch (dice.below(8)) {
      case 0 -> name("m") + "." + name("x");
      case 1 -> name("m") + ".y";
      case 2 -> name("l") + "[" + dice.below(3) + "]";
      case 3 -> name("m") + ".x." + name("y");
      case 4 -> dice.chance(30) ? "sk" : name(attribute());
      default -> name(attribute());
    };
  }

  String condition(int depth) {
    if (depth > 0 && dice.chance(35)) {
      return switch (dice.below(4)) {
        case 0 -> condition(depth - 1) + " AND " + condition(depth - 1);
        case 1 -> condition(depth - 1) + " or " + condition(depth - 1);
        case 2 -> "NOT " + condition(depth - 1);
        default -> "(" + condition(depth - 1) + ")";
      };
    }
    String attribute = attribute();
    return switch (dice.below(11)) {
      case 0 -> "attribute_exists(" + path() + ")";
      case 1 -> "attribute_not_exists(" + path() + ")";
      case 2 -> "attribute_type(" + path() + ", " + value(text(dice.of(TYPES))) + ")";
      case 3 -> "begins_with(" + name("s") + ", " + value(dice.value("s")) + ")";
      case 4 -> "contains(" + path() + ", " + value(dice.any(1)) + ")";
      case 5 ->
          "size(%s) %s %s".formatted(path(), dice.of(COMPARATORS), value(number(dice.below(4))));
      case 6 ->
          "%s BETWEEN %s AND %s"
              .formatted(name("n"), value(number(dice.below(3))), value(number(3 + dice.below(9))));
      case 7 ->
          name(attribute)
              + IntStream.rangeClosed(0, dice.below(3))
                  .mapToObj(_ -> value(dice.value(attribute)))
                  .collect(Collectors.joining(", ", " IN (", ")"));
      case 8 -> path() + " " + dice.of(COMPARATORS) + " " + path();
      default -> name(attribute) + " " + dice.of(COMPARATORS) + " " + value(dice.value(attribute));
    };
  }

  static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("S", text);
  }

  static ObjectNode number(int number) {
    return JsonNodeFactory.instance.objectNode().put("N", Integer.toString(number));
  }

  String projection() {
    return IntStream.rangeClosed(0, dice.below(3))
        .mapToObj(_ -> dice.chance(20) ? "pk" : path())
        .collect(Collectors.joining(", "));
  }

  /** Draws the key condition of a query: a partition key, and mostly a clause on the sort key. */
  String keyCondition(String hash, ObjectNode partition, String range, Supplier<ObjectNode> sort) {
    String condition = name(hash) + " = " + value(partition);
    if (range.isEmpty() || dice.chance(30)) {
      return condition;
    }
    String of = name(range);
    return condition
        + " AND "
        + switch (dice.below(5)) {
          case 0 -> of + " BETWEEN " + value(sort.get()) + " AND " + value(sort.get());
          case 1 -> "begins_with(" + of + ", " + value(sort.get()) + ")";
          case 2 -> of + " = " + value(sort.get());
          default -> of + " " + dice.of(List.of("<", "<=", ">", ">=")) + " " + value(sort.get());
        };
  }

  String update() {
    List<String> clauses = new ArrayList<>();
    if (dice.chance(65)) {
      clauses.add("SET " + actions(this::set));
    }
    if (dice.chance(25)) {
      clauses.add("REMOVE " + actions(this::path));
    }
    if (dice.chance(25)) {
      clauses.add("ADD " + actions(this::add));
    }
    if (dice.chance(15)) {
      String sets = dice.of(List.of("ss", "ns", "bs"));
      clauses.add("DELETE " + name(sets) + " " + value(dice.value(sets)));
    }
    return clauses.isEmpty() ? "SET n = " + value(dice.value("n")) : String.join(" ", clauses);
  }

  private String actions(Supplier<String> action) {
    return IntStream.rangeClosed(0, dice.below(2))
        .mapToObj(_ -> action.get())
        .collect(Collectors.joining(", "));
  }

  private String add() {
    String attribute = dice.of(List.of("n", "n", "ss", "ns", "bs", "fresh"));
    return name(attribute) + " " + value(dice.value(attribute.equals("fresh") ? "n" : attribute));
  }

  private String set() {
    String attribute = attribute();
    return switch (dice.below(7)) {
      case 0 -> name("n") + " = " + name("n") + " + " + value(number(dice.below(5)));
      case 1 ->
          "%s = if_not_exists(%s, %s) - %s"
              .formatted(name("n"), name("n"), value(number(10)), value(number(dice.below(5))));
      case 2 -> "%s = list_append(%s, %s)".formatted(name("l"), name("l"), value(dice.value("l")));
      case 3 ->
          name(attribute)
              + " = if_not_exists("
              + path()
              + ", "
              + value(dice.value(attribute))
              + ")";
      case 4 -> path() + " = " + value(dice.any(1));
      case 5 -> name("twin") + " = " + path();
      default -> name(attribute) + " = " + value(dice.value(attribute));
    };
  }
}
