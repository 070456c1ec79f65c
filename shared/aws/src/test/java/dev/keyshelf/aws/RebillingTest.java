package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.aws.ResaleSteps.margin;
import static dev.keyshelf.aws.ResaleSteps.priced;
import static dev.keyshelf.aws.ResaleSteps.prices;
import static dev.keyshelf.aws.ResaleSteps.withMargin;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerEntry.CreditNote;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entries of a month at a partner's resale prices. */
@OnCloud
class RebillingTest {
  private static final String MAY = "2020-05-20T00:00:00Z";
  private static final String JUNE = "2020-06-10T00:00:00Z";
  private static final YearMonth OF_JUNE = YearMonth.of(2020, 6);

  private final Wiring ports;
  private final Steps steps;
  private final ResaleSteps resale;
  private CustomerId customer = CustomerId.next(Instant.EPOCH);
  private PriceListId its = PriceListId.ALL;

  private final Table table;

  RebillingTest(CloudFixture cloud) {
    this.table = new CountedWrites().table(OnDynamo.environment(cloud));
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.resale = new ResaleSteps(ports);
  }

  @BeforeEach
  void partnerHasACustomer() {
    steps.partnerIsKnown();
    customer = resale.customer("fabrikam.com");
    its = PriceListId.of(customer);
  }

  private void bought(String at) {
    steps.placed(customer, perpetual().priced("1200.00", "USD").on(Instant.parse(at)));
  }

  @Test
  void isThePurchasePriceWithoutAList() {
    bought(JUNE);

    assertThat(resale.lines("2020-06"))
        .containsExactly("PURCHASE_PRICE 2400.00 USD at 1200.00 USD");
  }

  @Test
  void takesTheCustomersListBeforeTheOneForAll() {
    bought(JUNE);
    resale.set(PriceListId.ALL, "2020-06-01", margin("10"), MAY);
    assertThat(resale.lines("2020-06")).containsExactly("MARGIN 2640.00 USD at 1320.00 USD");

    resale.set(PriceListId.ALL, "2020-06-01", prices(withMargin(SKU, "15")), MAY);
    assertThat(resale.lines("2020-06")).containsExactly("SKU_MARGIN 2760.00 USD at 1380.00 USD");

    resale.set(PriceListId.ALL, "2020-06-01", prices(priced(SKU, "1300.00", "USD")), MAY);
    assertThat(resale.lines("2020-06")).containsExactly("SKU_PRICE 2600.00 USD at 1300.00 USD");

    resale.set(its, "2020-06-01", margin("-100"), MAY);
    assertThat(resale.lines("2020-06")).containsExactly("CUSTOMER_MARGIN 0.00 USD at 0.00 USD");

    resale.set(its, "2020-06-01", prices(withMargin(SKU, "0.01")), MAY);
    assertThat(resale.lines("2020-06"))
        .containsExactly("CUSTOMER_SKU_MARGIN 2400.24 USD at 1200.12 USD");

    resale.set(its, "2020-06-01", prices(priced(SKU, "1.00", "USD")), MAY);
    assertThat(resale.lines("2020-06")).containsExactly("CUSTOMER_SKU_PRICE 2.00 USD at 1.00 USD");
  }

  @Test
  void takesTheListForAllWhereTheCustomersHasNoPrice() {
    bought(JUNE);
    resale.set(PriceListId.ALL, "2020-06-01", margin("10"), MAY);
    resale.set(
        its,
        "2020-06-01",
        prices(priced(SKU, "1.00", "EUR"), withMargin(new SkuId("another"), "50")),
        MAY);

    assertThat(resale.lines("2020-06")).containsExactly("MARGIN 2640.00 USD at 1320.00 USD");
  }

  @Test
  void takesThePricesOfTheUtcDayOfThePurchase() {
    bought("2020-06-09T23:59:59.999Z");
    bought("2020-06-10T00:00:00Z");
    bought("2020-06-19T23:59:59.999Z");
    bought("2020-06-20T00:00:00Z");
    resale.set(its, "2020-06-10", margin("10"), MAY);
    resale.set(its, "2020-06-20", margin("20"), MAY);

    assertThat(resale.lines("2020-06"))
        .containsExactly(
            "PURCHASE_PRICE 2400.00 USD at 1200.00 USD",
            "CUSTOMER_MARGIN 2640.00 USD at 1320.00 USD",
            "CUSTOMER_MARGIN 2640.00 USD at 1320.00 USD",
            "CUSTOMER_MARGIN 2880.00 USD at 1440.00 USD");

    resale.remove(its, "2020-06-20", MAY);
    assertThat(resale.lines("2020-06").getLast())
        .isEqualTo("CUSTOMER_MARGIN 2640.00 USD at 1320.00 USD");
  }

  @Test
  void creditsByThePricesOfTheChargeForEver() {
    var order = steps.placed(customer, perpetual().on(Instant.parse(JUNE)));
    resale.set(its, "2020-06-01", margin("33.33"), MAY);
    new Billing(ports).issued("2020-07-01T01:00:00Z");
    resale.set(its, "2020-07-01", margin("1"), "2020-07-02T00:00:00Z");

    steps.cancelledInPart(order, Instant.parse("2020-07-03T00:00:00Z"));
    steps.cancelled(order, Instant.parse("2020-07-04T00:00:00Z"));

    assertThat(resale.lines("2020-06"))
        .containsExactly("CUSTOMER_MARGIN 3199.92 USD at 1599.96 USD");
    assertThat(resale.lines("2020-07"))
        .containsExactly(
            "CUSTOMER_MARGIN 1599.96 USD at 1599.96 USD",
            "CUSTOMER_MARGIN 1599.96 USD at 1599.96 USD");
  }

  @Test
  void creditsTheSamePartAsThePurchase() {
    var year = subscription(Period.ofYears(1)).times(3).priced("100.01", "USD");
    var order = steps.placed(customer, year.on(Instant.parse(JUNE)));
    resale.set(its, "2020-06-01", prices(priced(SKU, "77.77", "USD")), MAY);
    steps.cancelledInPart(order, Instant.parse("2020-06-12T00:00:00Z"));
    steps.cancelledInPart(order, Instant.parse("2020-06-12T00:00:01Z"));
    steps.cancelledInPart(order, Instant.parse("2020-06-12T00:00:02Z"));

    // 363 of 365 days of 300.03 are 298.39, and 298.39 / 300.03 of 233.31 are 232.03.
    assertThat(resale.totals(OF_JUNE, Optional.of(customer)))
        .containsExactly(new RebilledTotals(usd("1.64"), usd("233.31"), usd("232.03")));
  }

  @Test
  void countsTheUnitsOfACreditOfNothing() {
    var free = perpetual().times(3).priced("0.00", "USD").on(Instant.parse(JUNE));
    var order = steps.placed(customer, free);
    resale.set(its, "2020-06-01", prices(priced(SKU, "7.00", "USD")), MAY);
    steps.cancelledInPart(order, Instant.parse("2020-06-12T00:00:00Z"));
    steps.cancelled(order, Instant.parse("2020-06-13T00:00:00Z"));

    assertThat(resale.lines("2020-06"))
        .containsExactly(
            "CUSTOMER_SKU_PRICE 21.00 USD at 7.00 USD",
            "CUSTOMER_SKU_PRICE 7.00 USD at 7.00 USD",
            "CUSTOMER_SKU_PRICE 14.00 USD at 7.00 USD");
  }

  @Test
  void pricesYenAndDinarsInTheirMinorUnits() {
    steps.placed(customer, perpetual().priced("995", "JPY").on(Instant.parse(JUNE)));
    steps.placed(customer, perpetual().priced("0.995", "KWD").on(Instant.parse(JUNE)));
    resale.set(its, "2020-06-01", margin("10"), MAY);

    assertThat(resale.lines("2020-06"))
        .containsExactlyInAnyOrder(
            "CUSTOMER_MARGIN 2190 JPY at 1095 JPY", "CUSTOMER_MARGIN 2.190 KWD at 1.095 KWD");
  }

  @Test
  void showsOneCustomerAndNoOther() {
    bought(JUNE);
    var other = resale.customer("other.example");
    steps.placed(other, perpetual().on(Instant.parse(JUNE)));

    var page = resale.rebilling(OF_JUNE, Optional.of(other)).list(10, Optional.empty());

    assertThat(page.entries()).extracting(each -> each.entry().customer()).containsExactly(other);
    assertThat(resale.rebilled(OF_JUNE)).hasSize(2);
  }

  @Test
  void pricesWhatRelease010BookedWithoutParticulars() {
    var order = steps.placed(customer, perpetual().times(3).on(Instant.parse(JUNE)));
    steps.cancelledInPart(order, Instant.parse("2020-06-12T00:00:00Z"));
    ports.ledger().list(PARTNER, OF_JUNE, 10, Optional.empty()).entries().forEach(this::asIn010);
    resale.set(its, "2020-06-01", margin("10"), MAY);

    assertThat(resale.lines("2020-06"))
        .containsExactly(
            "CUSTOMER_MARGIN 3960.00 USD at 1320.00 USD",
            "CUSTOMER_MARGIN 1320.00 USD at 1320.00 USD");
  }

  /** Stores an entry as release 0.1.0 did. */
  private void asIn010(LedgerEntry entry) {
    var lines =
        entry.lines().stream()
            .map(
                line ->
                    new LedgerLine(
                        line.line(),
                        line.sku(),
                        line.title(),
                        line.quantity(),
                        line.amount(),
                        line.tax(),
                        line.terms(),
                        line.explanation(),
                        Optional.empty()))
            .toList();
    var none = Optional.<String>empty();
    var before =
        switch (entry) {
          case LedgerEntry.Charge it ->
              new LedgerEntry.Charge(
                  it.id(), PARTNER, it.customer(), it.order(), it.at(), lines, Optional.empty());
          case CreditNote it ->
              new CreditNote(
                  it.id(),
                  PARTNER,
                  it.customer(),
                  it.order(),
                  it.at(),
                  lines,
                  Optional.empty(),
                  none,
                  none);
        };
    table.writes().put(LedgerItems.item(before), "attribute_exists(pk)", Map.of());
  }
}
