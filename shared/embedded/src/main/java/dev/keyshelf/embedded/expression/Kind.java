package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Refusal;
import java.util.Locale;
import java.util.Set;

/** The parameters of the API that hold an expression. */
enum Kind {
  CONDITION("ConditionExpression"),
  FILTER("FilterExpression"),
  KEY_CONDITION("KeyConditionExpression"),
  PROJECTION("ProjectionExpression"),
  UPDATE("UpdateExpression");

  private static final Set<String> OF_CONDITIONS = Set.of("AND", "OR", "NOT", "IN", "BETWEEN");
  private static final Set<String> OF_UPDATES = Set.of("SET", "REMOVE", "ADD", "DELETE");

  private final String parameter;

  Kind(String parameter) {
    this.parameter = parameter;
  }

  /** Returns the error for an expression that breaks a rule. */
  Refusal refuse(String reason) {
    return Refusal.validation("Invalid " + parameter + ": " + reason);
  }

  /** Returns whether a word, in upper or lower case, is a keyword and so cannot be a name. */
  boolean isKeyword(String word) {
    return switch (this) {
      case CONDITION, FILTER, KEY_CONDITION ->
          OF_CONDITIONS.contains(word.toUpperCase(Locale.ROOT));
      case UPDATE -> OF_UPDATES.contains(word.toUpperCase(Locale.ROOT));
      case PROJECTION -> false;
    };
  }
}
