package dev.keyshelf.local.invariant;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What holds of the table after any test, crash or race, as far as the table alone can tell. */
public final class Invariants {
  private static final List<Rule> RULES =
      List.of(
          new MoneyRule(),
          new KeyRule(),
          new OrderRule(),
          new LinkRule(),
          new LogRule(),
          new SecretRule(),
          new OnceRule());

  private Invariants() {}

  /** Gives what is wrong with these items: the invariant, the key of the item, and what it is. */
  public static List<String> violations(List<Map<String, AttributeValue>> table) {
    var kept = new Kept(table);
    var violations = new Violations();
    RULES.forEach(rule -> rule.check(kept, violations));
    return violations.found();
  }
}
