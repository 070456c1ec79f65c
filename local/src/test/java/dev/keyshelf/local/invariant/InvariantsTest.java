package dev.keyshelf.local.invariant;

import static dev.keyshelf.local.invariant.Tampered.number;
import static dev.keyshelf.local.invariant.Tampered.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks that each rule finds changes that were not made by the functions.
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
 *   <li>the last count of a pool agrees with its keys: {@link StockRule};
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
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class InvariantsTest {
  private static List<Map<String, AttributeValue>> untouched;

  private Tampered table;

  @BeforeAll
  static void trade() throws Exception {
    try (var shop = Shop.open()) {
      shop.supply("windows-server-2019-standard", 5);
      var agent = shop.of("partner-a");
      var customer = shop.customerOf("partner-a", "US");
      var placed = shop.order("partner-a", customer, "ws2019-std-16core:2", "sles-std-p1y:1");
      for (int line = 1; line <= 2; line++) {
        var keys = Shop.software(placed, line) + "/keys";
        var key = agent.post(keys, "").expect(200).all("key").getFirst();
        var lost =
            "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
                .formatted(key.substring(key.length() - 5));
        agent.post(keys + "/1/rotation", lost).expect(200);
      }
      shop.nobody().start(Shop.link(agent, Shop.software(placed, 1)), "").expect(200);
      agent.post(Shop.software(placed, 1) + "/links/revocation", "{}").expect(200);
      Shop.cancel(agent, placed.header("Location"), "?lines=1:1").expect(200);
      untouched = shop.items();
    }
  }

  @BeforeEach
  void copy() {
    table = new Tampered(untouched);
  }

  @Test
  void findsNothingInTheFunctionsOwnItems() {
    assertThat(table.violations()).isEmpty();
  }

  @Test
  void findsAnOrderThatWasNotCharged() {
    table.remove("LEDGER#", "", "S=CHARGE");

    table.expectFound("money", "CUSTOMER#", "");
  }

  @Test
  void findsAnOrderThatWasChargedTwice() {
    table.twice("LEDGER#", "", "S=CHARGE", "sk");

    table.expectFound("money", "LEDGER#", "");
  }

  @Test
  void findsACreditThatIsNotOnItsEntitlement() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "credited", text("1 USD"));

    table.expectFound("money", "CUSTOMER#", "");
  }

  @Test
  void findsACreditThatWasNotedTwice() {
    table.twice("LEDGER#", "", "S=CREDIT_NOTE", "sk");

    table.expectFound("money", "CUSTOMER#", "");
  }

  @Test
  void findsAKeyThatIsIssuedAndStillInItsPool() {
    var issued = table.find("CUSTOMER#", "KEY#", "S=windows-server-2019-standard");
    table.set("POOL#", "", "sk", text(issued.text("id")));

    table.expectFound("keys", "POOL#", "");
  }

  @Test
  void findsAKeyOfTwoEntitlements() {
    table.twice("CUSTOMER#", "KEY#", "", "sk");

    table.expectFound("keys", "CUSTOMER#", "");
  }

  @Test
  void findsAKeyWithoutItsUniquenessItem() {
    table.remove("KEYHASH#", "-", "");

    table.expectFound("keys", "KEYHASH#", "");
  }

  @Test
  void findsAKeyThatWasLost() {
    table.remove("CUSTOMER#", "KEY#", "");

    table.expectFound("keys", "CUSTOMER#", "");
  }

  @Test
  void findsAKeyThatWasRevokedWithoutASuccessor() {
    table.remove("CUSTOMER#", "KEY#", "N=2");

    table.expectFound("keys", "CUSTOMER#", "");
  }

  @Test
  void findsAnOrderWithoutOneOfItsEntitlements() {
    table.remove("CUSTOMER#", "ENTITLEMENT#", "");

    table.expectFound("whole order", "CUSTOMER#", "");
  }

  @Test
  void findsAnEntitlementWithoutItsOrder() {
    table.remove("CUSTOMER#", "ORDER#", "");

    table.expectFound("whole order", "CUSTOMER#", "");
  }

  @Test
  void findsAnOrderWhoseStateDiffersFromItsEntitlements() {
    table.set("CUSTOMER#", "ORDER#", "orderState", text("ACTIVE"));

    table.expectFound("gate", "CUSTOMER#", "");
  }

  @Test
  void findsAnOrderThatIsNotInTheIndexOfTheDesk() {
    table.set("CUSTOMER#", "ORDER#", "deskSort", text("elsewhere"));

    table.expectFound("desk", "CUSTOMER#", "");
  }

  @Test
  void findsAKeyUnderOtherCharactersThanItsLastFive() {
    table.set("CUSTOMER#", "KEY#", "lastFive", text("OTHER"));

    table.expectFound("desk", "CUSTOMER#", "");
  }

  @Test
  void findsATermWhoseEndIsNotInTheIndex() {
    table.set("LEDGER#", "", "deskPartition", text("elsewhere"));

    table.expectFound("desk", "CUSTOMER#", "");
  }

  @Test
  void findsUnitsThatWereCancelledWithoutACredit() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "activeQuantity", number(0));

    table.expectFound("gate", "CUSTOMER#", "");
    table.expectFound("money", "CUSTOMER#", "");
  }

  @Test
  void findsAChangeThatDidNotRaiseTheVersion() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "version", number(1));

    table.expectFound("gate", "CUSTOMER#", "");
  }

  @Test
  void findsAClosedWindowThatIsStillInTheIndex() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "windowClosedAt", text("2020-01-01T00:00:00.000Z"));

    table.expectFound("gate", "CUSTOMER#", "");
  }

  @Test
  void findsALinkWhoseCountDiffersFromItsDownloads() {
    table.set("LINK#", "-", "used", number(2));

    table.expectFound("links", "LINK#", "");
  }

  @Test
  void findsALinkThatWasUsedMoreOftenThanItAllows() {
    table.set("LINK#", "-", "usesAllowed", number(0));

    table.expectFound("links", "LINK#", "");
  }

  @Test
  void findsALinkThatIsNotListed() {
    table.remove("CUSTOMER#", "LINK#", "");

    table.expectFound("links", "LINK#", "");
  }

  @Test
  void findsAStartThatIsNotInTheLog() {
    table.remove("ACTIVITY#", "", "S=DOWNLOAD_STARTED");

    table.expectFound("log", "LINK#", "");
  }

  @Test
  void findsAnOrderThatIsInTheLogTwice() {
    table.twice("ACTIVITY#", "", "S=ORDER_PLACED", "sk");

    table.expectFound("log", "CUSTOMER#", "");
  }

  @Test
  void findsARecordOfAMissingItem() {
    table.remove("LINK#", "-", "");

    table.expectFound("log", "ACTIVITY#", "");
  }

  @Test
  void findsAKeyInTheLog() {
    table.set("ACTIVITY#", "", "reason", text("they lost XXXXX-12345-ABCDE"));

    table.expectFound("secret", "ACTIVITY#", "");
  }

  @Test
  void findsAKeyThatIsNotEncrypted() {
    table.set("CUSTOMER#", "KEY#", "sealed", text("XXXXX-12345-ABCDE"));

    table.expectFound("secret", "CUSTOMER#", "");
  }

  @Test
  void findsALinksTokenInAStoredAnswer() {
    table.set(
        "ONCE#",
        "-",
        "answerHeaders",
        AttributeValue.fromM(Map.of("Location", text("/d/" + "a".repeat(43)))));

    table.expectFound("secret", "ONCE#", "");
  }

  @Test
  void findsTwoIdempotencyKeysOfOneCustomer() {
    table.twice("ONCE#partner-a#POST /v1/customers#", "-", "", "pk");

    table.expectFound("once", "ONCE#", "");
  }

  @Test
  void findsAnAnswerAboutAMissingItem() {
    var lost = "/v1/customers/" + UUID.randomUUID();
    table.set("ONCE#", "-", "answerHeaders", AttributeValue.fromM(Map.of("Location", text(lost))));

    table.expectFound("once", "ONCE#", "");
  }

  @Test
  void findsACancelAfterItsWindow() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "windowClosesAt", text("2020-01-01T00:00:00.000Z"));

    table.expectFound("window", "LEDGER#", "after the window");
  }

  @Test
  void findsACancelOfALineThatOnlySupportCancels() {
    var bought = table.find("CUSTOMER#", "ENTITLEMENT#", "").inner("purchase");
    var terms = new HashMap<>(bought.inner("terms").values());
    terms.put("cancellation", text("SUPPORT_REQUEST"));
    var changed = new HashMap<>(bought.values());
    changed.put("terms", AttributeValue.fromM(terms));
    table.set("CUSTOMER#", "ENTITLEMENT#", "purchase", AttributeValue.fromM(changed));

    table.expectFound("window", "LEDGER#", "not for self-service");
  }

  @Test
  void findsAWindowThatWasClosedTooEarly() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "windowClosedAt", text("2020-01-01T00:00:00.000Z"));

    table.expectFound("window", "CUSTOMER#", "closed before its end");
  }

  @Test
  void findsADownloadThatStartedAfterItsLinksEnd() {
    table.set("LINK#", "-", "expiresAt", text("2020-01-01T00:00:00.000Z"));

    table.expectFound("window", "LINK#", "after its link's end");
  }

  @Test
  void saysWhichRuleCannotGoOnAtARowThatItCannotRead() {
    table.set("CUSTOMER#", "ENTITLEMENT#", "id", text("unreadable"));

    table.expectFound("OrderRule", "cannot go on: ", "");
  }

  @Test
  void findsAnItemThatGrewLarge() {
    table.set("LINK#", "-", "visitors", text("v".repeat(200_000)));

    table.expectFound("size", "LINK#", "bytes");
  }

  @Test
  void findsAListThatIsTooLong() {
    var line = table.find("CUSTOMER#", "ORDER#", "").inners("lines").getFirst().values();
    var lines = Collections.nCopies(26, AttributeValue.fromM(line));
    table.set("CUSTOMER#", "ORDER#", "lines", AttributeValue.fromL(lines));

    table.expectFound("size", "CUSTOMER#", "26 elements at /lines");
  }

  @Test
  void findsAListInsideAMapWithoutAKnownMaximum() {
    table.set(
        "LINK#", "-", "used", AttributeValue.fromM(Map.of("by", AttributeValue.fromL(List.of()))));

    table.expectFound("size", "LINK#", "no maximum is known for the list at /used/by");
  }

  @Test
  void findsAttributesNamedByData() {
    Map<String, AttributeValue> starts = new HashMap<>();
    for (int start = 0; start < 49; start++) {
      starts.put("start-" + start, number(1));
    }
    table.set("LINK#", "-", "starts", AttributeValue.fromM(starts));

    table.expectFound("size", "LINK#", "49 attributes at /starts/");
  }
}
