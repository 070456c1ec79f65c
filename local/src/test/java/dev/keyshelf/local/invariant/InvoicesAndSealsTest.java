package dev.keyshelf.local.invariant;

import static dev.keyshelf.local.invariant.Tampered.number;
import static dev.keyshelf.local.invariant.Tampered.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The checker finds what somebody changed about invoices and seals behind the functions' back. */
@SuppressWarnings("NullAway.Init") // made before all tests
class InvoicesAndSealsTest {
  private static List<Map<String, AttributeValue>> untouched;
  private static Map<String, byte[]> seals;
  private static Instant now;

  private Tampered stores;

  /**
   * Four months: an order; its cancel with another order; what is left of the credit, which one
   * more order that is cancelled at once leaves as it is; and a month without an invoice.
   */
  @BeforeAll
  static void trade() {
    try (var shop = Shop.open()) {
      var agent = shop.of("partner-a");
      var customer = shop.customerOf("partner-a", "US");
      var placed = shop.order("partner-a", customer, "ws2019-std-16core:2");
      passes(shop);
      Shop.cancel(agent, placed.header("Location"), "").expect(200);
      shop.order("partner-a", customer, "ws2019-std-16core:1");
      passes(shop);
      var third = shop.order("partner-a", customer, "ws2019-std-16core:1");
      Shop.cancel(agent, third.header("Location"), "").expect(200);
      passes(shop);
      passes(shop);
      untouched = shop.items();
      seals = shop.seals();
      now = shop.machine().clock().instant();
    }
  }

  private static void passes(Shop shop) {
    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");
    shop.machine().schedules().fire("SealActivity");
  }

  @BeforeEach
  void copy() {
    stores = new Tampered(untouched, seals, now);
  }

  @Test
  void findsNothingInWhatTheFunctionsWrote() {
    assertThat(stores.violations()).isEmpty();
  }

  @Test
  void findsAnEntryOnNoInvoice() {
    stores.twice("LEDGER#partner-a#", "", "S=CHARGE", "id");

    stores.expectFound("invoices", "LEDGER#partner-a#", "on no invoice");
  }

  @Test
  void findsAnEntryOnTwoInvoices() {
    var roll = stores.find("INVOICES#partner-a", "INVOICE#", "number=AttributeValue(N=1)");
    stores.set(
        "INVOICES#partner-a",
        "INVOICE#",
        "number=AttributeValue(N=2)",
        "roll",
        AttributeValue.fromM(roll.inner("roll").values()));

    stores.expectFound("invoices", "LEDGER#partner-a#", "on two invoices");
  }

  @Test
  void findsARollThatIsGone() {
    stores.remove("ROLL#partner-a#", "", "");

    stores.expectFound("invoices", "INVOICES#partner-a", "entries named");
  }

  @Test
  void findsARollThatNamesWhatIsNotThere() {
    stores.set("ROLL#partner-a#", "", "names", text("nothing"));

    stores.expectFound("invoices", "INVOICES#partner-a", "names what is not there");
  }

  @Test
  void findsAnInvoiceThatIsNotTheSumOfItsEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "charged", text("1 USD"));

    stores.expectFound("invoices", "INVOICES#partner-a", "charged, by its roll");
  }

  @Test
  void findsTaxThatIsNotThatOfTheEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "chargedTax", text("1 USD"));

    stores.expectFound("invoices", "INVOICES#partner-a", "tax charged");
  }

  @Test
  void findsAnInvoiceThatMiscountsItsCredits() {
    stores.set("INVOICES#partner-a", "INVOICE#", "credits", number(7));

    stores.expectFound("invoices", "INVOICES#partner-a", "credits: 7");
  }

  @Test
  void findsEntriesOfACurrencyWithoutAnInvoice() {
    stores.set("INVOICES#partner-a", "INVOICE#", "charged", text("194400 EUR"));

    stores.expectFound("invoices", "LEDGER#partner-a#", "no invoice in its currency");
  }

  @Test
  void findsAGapInTheNumbers() {
    stores.set("INVOICES#partner-a", "INVOICE#", "number", number(9));

    stores.expectFound("invoices", "INVOICES#partner-a", "its number");
  }

  @Test
  void findsAnAccountThatMiscountsItsInvoices() {
    stores.set("INVOICES#partner-a", "ACCOUNT", "lastNumber", number(9));

    stores.expectFound("invoices", "INVOICES#partner-a ACCOUNT", "last number");
  }

  @Test
  void findsAnInvoiceOfNoAccount() {
    stores.remove("INVOICES#partner-a", "ACCOUNT", "");

    stores.expectFound("invoices", "INVOICES#partner-a", "without an account");
  }

  @Test
  void findsACreditThatWasNotCarriedIn() {
    stores.set("INVOICES#partner-a", "INVOICE#", "-97200 USD", "carriedIn", text("0 USD"));

    stores.expectFound("invoices", "INVOICES#partner-a", "credit carried in");
  }

  @Test
  void findsAnInvoiceWithoutEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "charges", number(0));
    stores.set("INVOICES#partner-a", "INVOICE#", "credits", number(0));

    stores.expectFound("invoices", "INVOICES#partner-a", "without entries");
  }

  @Test
  void findsAnAccountThatForgotACredit() {
    stores.set("INVOICES#partner-a", "ACCOUNT", "carried", AttributeValue.fromL(List.of()));

    stores.expectFound("invoices", "INVOICES#partner-a ACCOUNT", "credits to carry on");
  }

  @Test
  void findsARecordThatWasChangedSinceItsSeal() {
    stores.set("ACTIVITY#partner-a#", "", "reason", text("another"));

    stores.expectFound("seals", "seals/partner-a/", "is not there as it was sealed");
  }

  @Test
  void findsARecordInNoSeal() {
    stores.twice("ACTIVITY#partner-a#", "", "", "sk");

    stores.expectFound("seals", "ACTIVITY#partner-a#", "in no seal");
  }

  @Test
  void findsASealThatIsGone() {
    stores.seals().remove(seals().getFirst());

    stores.expectFound("seals", "seals/partner-a/", "follows another seal");
  }

  @Test
  void findsALastSealThatIsGone() {
    stores.seals().remove(seals().getLast());

    stores.expectFound("seals", "SEALS#", "notes another seal");
  }

  @Test
  void findsASealThatWasRewritten() {
    rewrite("late 0", "late 00");

    stores.expectFound("seals", "seals/partner-a/", "the digest");
    stores.expectFound("seals", "seals/partner-a/", "not signed");
  }

  @Test
  void findsARecordThatIsSealedTwice() {
    var text = new String(Objects.requireNonNull(stores.seals().get(seals().get(1))), UTF_8);
    var line = text.lines().filter(each -> each.contains("#")).findFirst().orElseThrow();
    rewrite("late 0", "late 1\n" + line);

    stores.expectFound("seals", "seals/partner-a/", "sealed again");
  }

  private static List<String> seals() {
    return seals.keySet().stream()
        .filter(key -> key.startsWith("seals/partner-a/"))
        .sorted()
        .toList();
  }

  private void rewrite(String from, String to) {
    stores
        .seals()
        .computeIfPresent(
            seals().get(1),
            (_, bytes) -> new String(bytes, UTF_8).replace(from, to).getBytes(UTF_8));
  }
}
