package dev.keyshelf.local.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What holds of the stores after any test, crash or race, as far as they alone can tell.
 *
 * <p>What must hold, and what finds out that it does:
 *
 * <ul>
 *   <li>charged less credited is the net, and no line is credited beyond its charge: {@link
 *       MoneyRule};
 *   <li>how much a credit is: {@code CreditTest}, {@code CreditPropertyTest}, {@code
 *       BillingPageTest};
 *   <li>one credit for what is cancelled: {@link MoneyRule}; each on one invoice: {@link
 *       InvoiceRule};
 *   <li>a key is at one entitlement at most, ever: {@link KeyRule};
 *   <li>what is sold has its keys, or waits for them: {@link BackorderRule};
 *   <li>an order is there with all its entitlements: {@link OrderRule};
 *   <li>a link was used as often as downloads were started, at most 50 times: {@link LinkRule};
 *   <li>and not after its end: {@link WindowRule}; not once it is revoked or its entitlement
 *       cancelled: {@code DynamoDownloadLinksTest}, {@code RevokedLinksTest}, and the histories;
 *   <li>a cancel changes one gate for each line: {@link OrderRule}; whatever the number of links:
 *       {@code ActionBudgetTest}, {@code LinkStormTest};
 *   <li>no use commits after a cancel: {@code CancelRaceTest}, {@code LinkStormTest}, and the
 *       histories;
 *   <li>users cancel within the window: {@link WindowRule};
 *   <li>and only what is for self-service: {@link WindowRule};
 *   <li>a gate's version rises with each change, its closing aside nothing is changed by a job:
 *       {@link OrderRule}, {@code DynamoCancellationWindowsTest};
 *   <li>each effect is in the log, once: {@link LogRule}; before its answer: {@code CrashTest};
 *   <li>the log is only added to: {@link SealRule}, {@code LogProtectionTest}; and holds no secret:
 *       {@link SecretRule};
 *   <li>partners are apart: {@code ApartTest};
 *   <li>no key is at rest in clear: {@link SecretRule}; nor opens elsewhere: {@code
 *       EnvelopeVaultTest};
 *   <li>a key of a command stands for one outcome: {@link OnceRule}, {@code ReplayTest};
 *   <li>an index decides nothing: {@code DynamoCancellationWindowsTest};
 *   <li>nor does the removal of what is old: {@code DynamoIdempotencyRecordsTest};
 *   <li>two runs of the closing leave no window open: {@code CloseCancellationWindowsTest}, and the
 *       histories;
 *   <li>pages of the log do not shift: {@code DynamoActivityLogTest};
 *   <li>no item grows without an end: {@link SizeRule}.
 * </ul>
 */
public final class Invariants {
  private static final List<Rule> RULES =
      List.of(
          new MoneyRule(),
          new InvoiceRule(),
          new KeyRule(),
          new BackorderRule(),
          new OrderRule(),
          new LinkRule(),
          new WindowRule(),
          new LogRule(),
          new SecretRule(),
          new OnceRule(),
          new SizeRule());

  private Invariants() {}

  /**
   * Gives what is wrong with these items: the invariant, the key of the item, and what it is. What
   * only holds while the clock is not set back, and the seals, are left out.
   */
  public static List<String> violations(List<Map<String, AttributeValue>> table) {
    return found(RULES, new Kept(table, Instant.MIN));
  }

  /**
   * Gives what is wrong with these items and seals.
   *
   * @param seals the objects of the bucket of the seals by their keys
   * @param now of the clock by which items were written
   */
  public static List<String> violations(
      List<Map<String, AttributeValue>> table, Map<String, byte[]> seals, Instant now) {
    List<Rule> rules = new ArrayList<>(RULES);
    rules.add(new SealRule(seals));
    return found(rules, new Kept(table, now));
  }

  private static List<String> found(List<Rule> rules, Kept kept) {
    var violations = new Violations();
    rules.forEach(rule -> rule.check(kept, violations));
    return violations.found();
  }
}
