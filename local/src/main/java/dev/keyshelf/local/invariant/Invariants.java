package dev.keyshelf.local.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks what must be true of the stores at any moment, after any command, crash or race, as far as
 * the stores alone can show it. It reads whole items, and holds all of them in memory.
 */
public final class Invariants {
  private static final List<Rule> RULES =
      List.of(
          new MoneyRule(),
          new InvoiceRule(),
          new NumberRule(),
          new DocumentRule(),
          new KeyRule(),
          new StockRule(),
          new BackorderRule(),
          new OrderRule(),
          new LinkRule(),
          new WindowRule(),
          new DeskRule(),
          new LogRule(),
          new SecretRule(),
          new OnceRule(),
          new FeedRule(),
          new SizeRule());

  private Invariants() {}

  /**
   * Returns the violations in these items: each with its invariant, the key of its item and a
   * description. It does not check the seals, nor rules that need a clock that is never set back.
   */
  public static List<String> violations(List<Map<String, AttributeValue>> table) {
    return found(RULES, new Kept(table, Instant.MIN));
  }

  /**
   * Returns the violations in these items and seals.
   *
   * @param seals the objects in the bucket of the seals by their keys
   * @param now the current instant of the clock by which the items were written
   */
  public static List<String> violations(
      List<Map<String, AttributeValue>> table, Map<String, byte[]> seals, Instant now) {
    List<Rule> rules = new ArrayList<>(RULES);
    rules.add(new SealRule(seals));
    return found(rules, new Kept(table, now));
  }

  /**
   * Returns the violations of feeds that must be complete: those of the feeds themselves, and each
   * record of the log that is in no feed.
   */
  public static List<String> violationsOfCompleteFeeds(List<Map<String, AttributeValue>> table) {
    return found(
        List.of(new FeedRule(), FeedRule::checkCompleteness), new Kept(table, Instant.MIN));
  }

  private static List<String> found(List<Rule> rules, Kept kept) {
    var violations = new Violations();
    rules.forEach(rule -> check(rule, kept, violations));
    return violations.found();
  }

  private static void check(Rule rule, Kept kept, Violations violations) {
    try {
      rule.check(kept, violations);
    } catch (RuntimeException unreadable) {
      // A changed item may lack what a rule reads. The other rules still say what they find.
      violations.add("%s cannot go on: %s".formatted(rule.getClass().getSimpleName(), unreadable));
    }
  }
}
