package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names and values that a request defines for the placeholders in its expressions. Records
 * which of them the expressions have used. For one request and one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">Expression
 *     attribute names</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeValues.html">Expression
 *     attribute values</a>
 */
public final class Placeholders {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";
  private static final int LONGEST_KEY = 255;

  private final Map<String, String> names;
  private final Map<String, Value> values;
  private final Set<String> unusedNames;
  private final Set<String> unusedValues;

  private Placeholders(Map<String, String> names, Map<String, Value> values) {
    this.names = names;
    this.values = values;
    unusedNames = new LinkedHashSet<>(names.keySet());
    unusedValues = new LinkedHashSet<>(values.keySet());
  }

  /**
   * Returns the placeholders of a request.
   *
   * @param names the ExpressionAttributeNames, or null if the request has none
   * @param values the ExpressionAttributeValues, or null if the request has none
   * @throws Refusal if a map is empty or has a malformed key, or a name is empty
   */
  public static Placeholders of(
      @Nullable Map<String, String> names, @Nullable Map<String, Value> values) {
    if (names != null) {
      requireKeys(NAMES, '#', names.keySet());
      names.forEach(
          (key, name) -> {
            if (name.isEmpty()) {
              throw Refusal.validation(
                  NAMES + " contains invalid value: Empty attribute name for key " + key);
            }
          });
    }
    if (values != null) {
      requireKeys(VALUES, ':', values.keySet());
    }
    return new Placeholders(names == null ? Map.of() : names, values == null ? Map.of() : values);
  }

  private static void requireKeys(String parameter, char sign, Set<String> keys) {
    if (keys.isEmpty()) {
      throw Refusal.validation(parameter + " must not be empty");
    }
    for (var key : keys) {
      if (key.length() > LONGEST_KEY) {
        throw Refusal.validation(
            parameter
                + " contains invalid key: The expression attribute map contains a key that is too"
                + " long; size of key: "
                + key.length());
      }
      if (key.length() < 2
          || key.charAt(0) != sign
          || !key.chars().skip(1).allMatch(Tokens::isWordPart)) {
        throw Refusal.validation(
            "%s contains invalid key: Syntax error; key: \"%s\"".formatted(parameter, key));
      }
    }
  }

  /**
   * Requires that the expressions bound so far have used every name and every value.
   *
   * @throws Refusal if one is unused; unused names are reported first
   */
  public void requireAllUsed() {
    requireNone(NAMES, unusedNames);
    requireNone(VALUES, unusedValues);
  }

  private static void requireNone(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw Refusal.validation(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(parameter, String.join(", ", unused)));
    }
  }

  /** Returns a part of an expression with its placeholders replaced, and marks these as used. */
  Node bind(Kind kind, Node node) {
    return switch (node) {
      case Node.Path path -> bind(kind, path);
      case Node.Reference(var key) -> new Node.Constant(value(kind, key));
      case Node.Constant constant -> constant;
      case Node.Operation(var operator, var operands) -> {
        var bound = new ArrayList<Node>();
        for (var operand : operands) {
          bound.add(bind(kind, operand));
        }
        yield new Node.Operation(operator, bound);
      }
    };
  }

  /** Returns a path with its placeholders replaced, and marks these as used. */
  Node.Path bind(Kind kind, Node.Path path) {
    return new Node.Path(
        path.steps().stream()
            .map(
                step ->
                    step instanceof Node.Step.Field(var name) && name.startsWith("#")
                        ? new Node.Step.Field(name(kind, name))
                        : step)
            .toList());
  }

  private String name(Kind kind, String key) {
    var name = names.get(key);
    if (name == null) {
      throw kind.refuse(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + key);
    }
    unusedNames.remove(key);
    return name;
  }

  private Value value(Kind kind, String key) {
    var value = values.get(key);
    if (value == null) {
      throw kind.refuse(
          "An expression attribute value used in expression is not defined; attribute value: "
              + key);
    }
    unusedValues.remove(key);
    return value;
  }
}
