package dev.keyshelf.local.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks what must be true of the stores after any test, crash or race, as far as the stores alone
 * can show it.
 *
 * <p>These are the invariants, with the rules and tests that check them:
 *
 * <ul>
 *   <li>charged less credited is the net, and no line is credited beyond its charge: {@link
 *       MoneyRule};
 *   <li>the amount of a credit is right: {@code CreditTest}, {@code CreditPropertyTest}, {@code
 *       BillingPageTest};
 *   <li>cancelled units have one credit: {@link MoneyRule}; and each credit is on one invoice:
 *       {@link InvoiceRule}, {@link NumberRule};
 *   <li>a key is at one entitlement at most, ever: {@link KeyRule};
 *   <li>a sold line has its keys, or waits for them: {@link BackorderRule};
 *   <li>an order exists with all its entitlements: {@link OrderRule};
 *   <li>a link was used as often as downloads were started, at most 50 times: {@link LinkRule};
 *   <li>a link is not used after its end: {@link WindowRule}; nor once it is revoked or its
 *       entitlement is cancelled: {@code DynamoDownloadLinksTest}, {@code RevokedLinksTest}, and
 *       the histories;
 *   <li>a cancel changes one gate for each line: {@link OrderRule}; for any number of links: {@code
 *       ActionBudgetTest}, {@code LinkStormTest};
 *   <li>no use commits after a cancel: {@code CancelRaceTest}, {@code LinkStormTest}, and the
 *       histories;
 *   <li>users cancel within the window: {@link WindowRule};
 *   <li>users cancel only lines that are for self-service: {@link WindowRule};
 *   <li>a gate's version rises with each change, and jobs change nothing of it except its closing:
 *       {@link OrderRule}, {@code DynamoCancellationWindowsTest};
 *   <li>each effect is in the log, once: {@link LogRule}; and before its answer: {@code CrashTest};
 *   <li>the log is append-only: {@link SealRule}, {@code LogProtectionTest}; and has no secret:
 *       {@link SecretRule};
 *   <li>partners are isolated: {@code ApartTest};
 *   <li>no key is stored in clear: {@link SecretRule}; nor can it be decrypted in another place:
 *       {@code EnvelopeVaultTest};
 *   <li>an idempotency key has one outcome: {@link OnceRule}, {@code ReplayTest};
 *   <li>the index of the desk agrees with its items: {@link DeskRule};
 *   <li>no decision depends on an index: {@code DynamoCancellationWindowsTest};
 *   <li>nor on the removal of expired items: {@code DynamoIdempotencyRecordsTest};
 *   <li>two runs of the closing leave no window open: {@code CloseCancellationWindowsTest}, and the
 *       histories;
 *   <li>pages of the log do not shift: {@code DynamoActivityLogTest};
 *   <li>an event is a record of the log, once, and no number of a feed is left out or given twice:
 *       {@link FeedRule}; and no record is left out: {@code FeedKillsTest}, {@code CrashTest}, and
 *       the histories;
 *   <li>a number has one document in each format, with one record: {@link DocumentRule};
 *   <li>no item grows without a limit: {@link SizeRule}.
 * </ul>
 */
public final class Invariants {
  private static final List<Rule> RULES =
      List.of(
          new MoneyRule(),
          new InvoiceRule(),
          new NumberRule(),
          new DocumentRule(),
          new KeyRule(),
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
    rules.forEach(rule -> rule.check(kept, violations));
    return violations.found();
  }
}
