package dev.keyshelf.local.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checker finds what somebody changed behind the functions' back, rule by rule. */
@SuppressWarnings("NullAway.Init") // made before all tests
class InvariantsTest {
  private static List<Map<String, AttributeValue>> untouched;

  private List<Map<String, AttributeValue>> table;

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
    table = new ArrayList<>(untouched);
  }

  private int find(String partition, String sort, String inside) {
    for (int i = 0; i < table.size(); i++) {
      var row = new Row(table.get(i));
      if (row.partition().startsWith(partition)
          && row.sort().startsWith(sort)
          && row.values().toString().contains(inside)) {
        return i;
      }
    }
    throw new AssertionError("no " + partition + " " + sort);
  }

  private void remove(String partition, String sort, String inside) {
    table.remove(find(partition, sort, inside));
  }

  private void set(String partition, String sort, String name, AttributeValue value) {
    var i = find(partition, sort, "");
    var changed = new HashMap<>(table.get(i));
    changed.put(name, value);
    table.set(i, changed);
  }

  /** Adds a copy whose partition or sort key is another one. */
  private void twice(String partition, String sort, String inside, String name) {
    var copied = new HashMap<>(table.get(find(partition, sort, inside)));
    copied.merge(
        name, AttributeValue.fromS(""), (old, _) -> AttributeValue.fromS(old.s() + "-again"));
    table.add(copied);
  }

  private void expectFound(String invariant, String key) {
    assertThat(Invariants.violations(table))
        .anySatisfy(found -> assertThat(found).startsWith(invariant + " " + key));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  @Test
  void findsNothingInWhatTheFunctionsWrote() {
    assertThat(Invariants.violations(table)).isEmpty();
  }

  @Test
  void findsAnOrderThatWasNotCharged() {
    remove("LEDGER#", "", "S=CHARGE");

    expectFound("money", "CUSTOMER#");
  }

  @Test
  void findsAnOrderThatWasChargedTwice() {
    twice("LEDGER#", "", "S=CHARGE", "sk");

    expectFound("money", "LEDGER#");
  }

  @Test
  void findsACreditThatIsNotOnItsEntitlement() {
    set("CUSTOMER#", "ENTITLEMENT#", "credited", text("1 USD"));

    expectFound("money", "CUSTOMER#");
  }

  @Test
  void findsACreditThatWasNotedTwice() {
    twice("LEDGER#", "", "S=CREDIT_NOTE", "sk");

    expectFound("money", "CUSTOMER#");
  }

  @Test
  void findsAKeyThatIsIssuedAndStillInItsPool() {
    var issued = new Row(table.get(find("CUSTOMER#", "KEY#", "S=windows-server-2019-standard")));
    set("POOL#", "", "sk", text(issued.text("id")));

    expectFound("keys", "POOL#");
  }

  @Test
  void findsAKeyThatTwoEntitlementsHave() {
    twice("CUSTOMER#", "KEY#", "", "sk");

    expectFound("keys", "CUSTOMER#");
  }

  @Test
  void findsAKeyThatIsNoLongerKnown() {
    remove("KEYHASH#", "-", "");

    expectFound("keys", "KEYHASH#");
  }

  @Test
  void findsAKeyThatWasLost() {
    remove("CUSTOMER#", "KEY#", "");

    expectFound("keys", "CUSTOMER#");
  }

  @Test
  void findsAKeyThatWasRevokedForNone() {
    remove("CUSTOMER#", "KEY#", "N=2");

    expectFound("keys", "CUSTOMER#");
  }

  @Test
  void findsAnOrderWithoutOneOfItsEntitlements() {
    remove("CUSTOMER#", "ENTITLEMENT#", "");

    expectFound("whole order", "CUSTOMER#");
  }

  @Test
  void findsAnEntitlementWithoutItsOrder() {
    remove("CUSTOMER#", "ORDER#", "");

    expectFound("whole order", "CUSTOMER#");
  }

  @Test
  void findsAnOrderWhoseStateIsNotThatOfItsEntitlements() {
    set("CUSTOMER#", "ORDER#", "orderState", text("ACTIVE"));

    expectFound("gate", "CUSTOMER#");
  }

  @Test
  void findsUnitsThatWereCancelledWithoutACredit() {
    set("CUSTOMER#", "ENTITLEMENT#", "activeQuantity", number(0));

    expectFound("gate", "CUSTOMER#");
    expectFound("money", "CUSTOMER#");
  }

  @Test
  void findsAChangeThatDidNotRaiseTheVersion() {
    set("CUSTOMER#", "ENTITLEMENT#", "version", number(1));

    expectFound("gate", "CUSTOMER#");
  }

  @Test
  void findsAClosedWindowThatIsStillInTheIndex() {
    set("CUSTOMER#", "ENTITLEMENT#", "windowClosedAt", text("2020-01-01T00:00:00.000Z"));

    expectFound("gate", "CUSTOMER#");
  }

  @Test
  void findsACountThatIsNotThatOfTheDownloads() {
    set("LINK#", "-", "used", number(2));

    expectFound("links", "LINK#");
  }

  @Test
  void findsALinkThatWasUsedMoreOftenThanItAllows() {
    set("LINK#", "-", "usesAllowed", number(0));

    expectFound("links", "LINK#");
  }

  @Test
  void findsALinkThatNobodyCanSee() {
    remove("CUSTOMER#", "LINK#", "");

    expectFound("links", "LINK#");
  }

  @Test
  void findsAStartThatTheLogDoesNotTell() {
    remove("ACTIVITY#", "", "S=DOWNLOAD_STARTED");

    expectFound("log", "LINK#");
  }

  @Test
  void findsAnOrderThatTheLogTellsTwice() {
    twice("ACTIVITY#", "", "S=ORDER_PLACED", "sk");

    expectFound("log", "CUSTOMER#");
  }

  @Test
  void findsARecordOfWhatNeverWas() {
    remove("LINK#", "-", "");

    expectFound("log", "ACTIVITY#");
  }

  @Test
  void findsAKeyInTheLog() {
    set("ACTIVITY#", "", "reason", text("they lost XXXXX-12345-ABCDE"));

    expectFound("secret", "ACTIVITY#");
  }

  @Test
  void findsAKeyThatIsNotSealed() {
    set("CUSTOMER#", "KEY#", "sealed", text("XXXXX-12345-ABCDE"));

    expectFound("secret", "CUSTOMER#");
  }

  @Test
  void findsALinksTokenInAStoredAnswer() {
    set(
        "ONCE#",
        "-",
        "answerHeaders",
        AttributeValue.fromM(Map.of("Location", text("/d/" + "a".repeat(43)))));

    expectFound("secret", "ONCE#");
  }

  @Test
  void findsTwoKeysThatMadeOneCustomer() {
    twice("ONCE#partner-a#POST /v1/customers#", "-", "", "pk");

    expectFound("once", "ONCE#");
  }

  @Test
  void findsAnAnswerOfWhatIsNotThere() {
    var lost = "/v1/customers/" + UUID.randomUUID();
    set("ONCE#", "-", "answerHeaders", AttributeValue.fromM(Map.of("Location", text(lost))));

    expectFound("once", "ONCE#");
  }
}
