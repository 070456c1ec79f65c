package dev.keyshelf.local.invariant;

import static dev.keyshelf.local.invariant.Tampered.number;
import static dev.keyshelf.local.invariant.Tampered.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.imports.DropFolder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that the rules find changes to invoices and seals that functions did not make. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class InvoicesAndSealsTest {
  private static List<Map<String, AttributeValue>> untouched;
  private static Map<String, byte[]> seals;
  private static Instant now;

  private Tampered stores;

  /**
   * Trades for four months. The first has an order. The second has its cancel and another order.
   * The third has an order that is cancelled immediately, so that the rest of the credit does not
   * change. The fourth has no invoice. The fifth is like the third. Both have numbers of a scheme.
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
      shop.machine()
          .importer()
          .importPath(
              DropFolder.with(
                  "imports/house/house.yaml",
                  "invoiceNumbers: {format: 'KS-{year}-{number}', digits: 6}\n"));
      var third = shop.order("partner-a", customer, "ws2019-std-16core:1");
      Shop.cancel(agent, third.header("Location"), "").expect(200);
      passes(shop);
      passes(shop);
      var fifth = shop.order("partner-a", customer, "ws2019-std-16core:1");
      Shop.cancel(agent, fifth.header("Location"), "").expect(200);
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
  void findsNothingInTheFunctionsOwnItems() {
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
  void findsAMissingRoll() {
    stores.remove("ROLL#partner-a#", "", "");

    stores.expectFound("invoices", "INVOICES#partner-a", "entries named");
  }

  @Test
  void findsARollThatNamesAMissingEntry() {
    stores.set("ROLL#partner-a#", "", "names", text("nothing"));

    stores.expectFound("invoices", "INVOICES#partner-a", "names a missing entry");
  }

  @Test
  void findsAnInvoiceThatDiffersFromTheSumOfItsEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "charged", text("1 USD"));

    stores.expectFound("invoices", "INVOICES#partner-a", "charged by the entries of its roll");
  }

  @Test
  void findsTaxThatDiffersFromItsEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "chargedTax", text("1 USD"));

    stores.expectFound("invoices", "INVOICES#partner-a", "tax charged");
  }

  @Test
  void findsTaxRowsThatDifferFromTheEntries() {
    stores.set("INVOICES#partner-a", "INVOICE#", "taxes", AttributeValue.fromL(List.of()));

    stores.expectFound("invoices", "INVOICES#partner-a", "its taxes by the entries of its roll");
  }

  @Test
  void findsAChargeWhoseTaxModeIsNotThatOfThePurchase() {
    var line = stores.find("LEDGER#partner-a#", "", "S=CHARGE").inners("lines").getFirst();
    var bought = new HashMap<>(line.inner("bought").values());
    bought.put("taxAdded", AttributeValue.fromBool(true));
    bought.put("taxRate", text("0.19"));
    var changed = new HashMap<>(line.values());
    changed.put("bought", AttributeValue.fromM(bought));
    var lines = AttributeValue.fromL(List.of(AttributeValue.fromM(changed)));
    stores.set("LEDGER#partner-a#", "", "S=CHARGE", "lines", lines);

    stores.expectFound("money", "LEDGER#partner-a#", "has another tax mode or rate");
    stores.expectFound("invoices", "INVOICES#partner-a", "its taxes by the entries of its roll");
  }

  @Test
  void findsAnInvoiceThatMiscountsItsCredits() {
    stores.set("INVOICES#partner-a", "INVOICE#", "credits", number(7));

    stores.expectFound("invoices", "INVOICES#partner-a", "credits: was 7");
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
  void findsANumberWithoutAGuard() {
    stores.remove("NUMBER#KS-", "", "");

    stores.expectFound("numbers", "INVOICES#partner-a", "its number has no guard");
  }

  @Test
  void findsAGuardOfAnotherDocument() {
    stores.set("NUMBER#KS-", "", "month", text("2020-01"));

    stores.expectFound("numbers", "NUMBER#KS-", "guards no document's number");
  }

  @Test
  void findsAGapInASeries() {
    var first = stores.find("INVOICES#partner-a", "INVOICE#", "inSeries");
    var number = new HashMap<>(first.inner("inSeries").values());
    number.put("count", number(7));
    stores.set(
        "INVOICES#partner-a", "INVOICE#", "inSeries", "inSeries", AttributeValue.fromM(number));

    stores.expectFound("numbers", "INVOICES#partner-a", "its number in KS-");
  }

  @Test
  void findsASeriesThatIsMiscounted() {
    stores.set("SERIES#KS-", "", "lastNumber", number(9));

    stores.expectFound("numbers", "INVOICES#partner-a", "last number of KS-");
  }

  @Test
  void findsACountOfNoDocument() {
    stores.twice("SERIES#KS-", "", "", "pk");

    stores.expectFound("numbers", "SERIES#KS-", "counts no document");
  }

  @Test
  void findsANumberOnTwoDocuments() {
    var first = stores.find("INVOICES#partner-a", "INVOICE#", "inSeries");
    stores.set(
        "INVOICES#partner-a",
        "INVOICE#",
        "number=AttributeValue(N=1)",
        "inSeries",
        AttributeValue.fromM(first.inner("inSeries").values()));

    stores.expectFound("numbers", "INVOICES#partner-a", "has the number of another document");
  }

  @Test
  void findsAnAccountThatMiscountsItsInvoices() {
    stores.set("INVOICES#partner-a", "ACCOUNT", "lastNumber", number(9));

    stores.expectFound("invoices", "INVOICES#partner-a ACCOUNT", "last number");
  }

  @Test
  void findsAnInvoiceWithoutAnAccount() {
    stores.remove("INVOICES#partner-a", "ACCOUNT", "");

    stores.expectFound("invoices", "INVOICES#partner-a", "without an account");
  }

  @Test
  void findsACreditThatWasNotCarriedIn() {
    var isIn = "carriedIn=AttributeValue(S=-97200 USD";
    stores.set("INVOICES#partner-a", "INVOICE#", isIn, "carriedIn", text("0 USD"));

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

    stores.expectFound("seals", "ACTIVITY#partner-a#", "is missing or differs from its seal");
  }

  @Test
  void findsARecordInNoSeal() {
    stores.twice("ACTIVITY#partner-a#", "", "", "sk");

    stores.expectFound("seals", "ACTIVITY#partner-a#", "in no seal");
  }

  @Test
  void findsAMissingSeal() {
    stores.seals().remove(seals().getFirst());

    stores.expectFound("seals", "seals/partner-a/", "follows another seal");
  }

  @Test
  void findsAMissingLastSeal() {
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
