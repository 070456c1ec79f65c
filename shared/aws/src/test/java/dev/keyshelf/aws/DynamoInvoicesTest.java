package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.month;
import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Ordered;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests how a month becomes an invoice, with the DynamoDB {@link
 * dev.keyshelf.domain.billing.Invoices}.
 */
@Timeout(120) // Stops a store whose pages never end.
@OnCloud
class DynamoInvoicesTest {
  private final Wiring ports;

  DynamoInvoicesTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  private Billing billing() {
    return new Billing(ports);
  }

  /** Registers the partners. One of the two is suspended, and is invoiced as well. */
  @BeforeEach
  void partnersAreKnown() {
    ports
        .partners()
        .publish(
            List.of(
                Situations.aPartner(PARTNER, "Contoso", false),
                Situations.aPartner(OTHER_PARTNER, "Fabrikam", true)),
            NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-06-30T23:59:59.999Z, 0",
    "2020-07-01T00:59:59.999Z, 0",
    "2020-07-01T01:00:00Z, 1"
  })
  void issuesAMonthOneHourAfterItsEnd(String now, int issued) {
    billing().bought("2020-06-30T23:59:59.999Z", "1200.00");

    assertThat(billing().issued(now)).isEqualTo(issued);
  }

  @Test
  void totalsTheChargesLessTheCredits() {
    billing().bought("2020-06-01T00:00:00Z", "100.00");
    billing().cancelled(billing().bought("2020-06-02T00:00:00Z", "30.50"), "2020-06-30T23:59:59Z");
    billing().bought("2020-07-01T00:00:00Z", "7.00");

    billing().issued("2020-07-01T01:00:00Z");

    var invoice = billing().of("2020-06");
    assertThat(invoice.issuedAt()).isEqualTo(Instant.parse("2020-07-01T01:00:00Z"));
    var totals = invoice.settlement().totals();
    assertThat(totals.charged()).isEqualTo(usd("130.50"));
    assertThat(totals.credited()).isEqualTo(usd("30.50"));
    assertThat(totals.net()).isEqualTo(usd("100.00"));
    assertThat(totals.charges()).isEqualTo(2);
    assertThat(totals.credits()).isEqualTo(1);
    assertThat(invoice.settlement().due()).isEqualTo(usd("100.00"));
  }

  @Test
  void issuesOneForEachCurrencyAndNumbersThemWithoutGaps() {
    billing().bought("2020-06-01T00:00:00Z", "100.00", "USD");
    billing().bought("2020-06-01T00:00:01Z", "500", "JPY");
    billing().bought("2020-06-01T00:00:02Z", "1.250", "KWD");
    billing().bought("2020-08-01T00:00:00Z", "1.00", "USD");

    assertThat(billing().issued("2020-09-01T02:00:00Z")).isEqualTo(4);

    assertThat(billing().all())
        .extracting(Invoice::numberText, Invoice::month, each -> each.currency().toString())
        .containsExactly(
            tuple("INV-000001", month("2020-06"), "JPY"),
            tuple("INV-000002", month("2020-06"), "KWD"),
            tuple("INV-000003", month("2020-06"), "USD"),
            tuple("INV-000004", month("2020-08"), "USD"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void issuesTheSameInRepeatedRuns(int runs) {
    billing().bought("2020-06-01T00:00:00Z", "100.00");
    billing().bought("2020-07-01T00:00:00Z", "5.00");
    billing().issued("2020-08-01T01:00:00Z");
    var first = billing().all();

    for (int i = 1; i < runs; i++) {
      assertThat(billing().issued("2020-08-01T0%s:00:00Z".formatted(i + 1))).isZero();
    }

    assertThat(billing().all()).isEqualTo(first).hasSize(2);
  }

  @Test
  void issuesTheSameInParallelRuns() {
    for (int i = 1; i < 4; i++) {
      billing().bought("2020-0%s-01T00:00:00Z".formatted(i), "100.00");
      billing().bought("2020-0%s-02T00:00:00Z".formatted(i), "100", "JPY");
    }

    var issued =
        Steps.race(
            5,
            5,
            _ ->
                billing()
                    .issuing()
                    .issue(Instant.parse("2020-05-01T01:00:00Z"), TimeLeft.ENDLESS)
                    .issued());

    assertThat(issued.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
    assertThat(billing().all()).extracting(Invoice::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void issuesNoInvoiceForAMonthWithoutEntries() {
    billing().bought("2020-06-01T00:00:00Z", "100.00");
    billing().issued("2020-07-01T01:00:00Z");

    assertThat(billing().issued("2020-12-01T01:00:00Z")).isZero();
    assertThat(billing().reading().month(PARTNER, month("2020-10")))
        .isEqualTo(new Month.Issued(PARTNER, month("2020-10"), List.of()));
  }

  @Test
  void carriesACreditOverUntilItIsUsedUp() {
    var order = billing().bought("2020-06-20T00:00:00Z", "2400.00");
    billing().cancelled(order, "2020-07-10T00:00:00Z");
    billing().bought("2020-07-11T00:00:00Z", "1000.00");
    billing().bought("2020-08-11T00:00:00Z", "600.00");
    billing().bought("2020-09-11T00:00:00Z", "1000.00");
    billing().bought("2020-10-11T00:00:00Z", "1.00");

    billing().issued("2020-11-01T01:00:00Z");

    assertThat(billing().all())
        .extracting(Invoice::settlement)
        .extracting(Settlement::carriedIn, Settlement::due, Settlement::carriedOut)
        .containsExactly(
            tuple(usd("0.00"), usd("2400.00"), usd("0.00")),
            tuple(usd("0.00"), usd("0.00"), usd("-1400.00")),
            tuple(usd("-1400.00"), usd("0.00"), usd("-800.00")),
            tuple(usd("-800.00"), usd("200.00"), usd("0.00")),
            tuple(usd("0.00"), usd("1.00"), usd("0.00")));
  }

  @Test
  void carriesACreditSilentlyThroughMonthsWithoutEntries() {
    billing().cancelled(billing().bought("2020-06-20T00:00:00Z", "10.00"), "2020-07-10T00:00:00Z");
    billing().issued("2020-08-01T01:00:00Z");

    assertThat(billing().issued("2021-07-01T01:00:00Z")).isZero();
    billing().bought("2021-07-20T00:00:00Z", "4.00");
    assertThat(billing().issued("2021-08-01T01:00:00Z")).isEqualTo(1);

    assertThat(billing().all())
        .extracting(invoice -> invoice.month().toString())
        .containsExactly("2020-06", "2020-07", "2021-07");
    assertThat(billing().of("2021-07").number()).isEqualTo(3);
    assertThat(billing().of("2021-07").settlement().carriedIn()).isEqualTo(usd("-10.00"));
    assertThat(billing().of("2021-07").settlement().carriedOut()).isEqualTo(usd("-6.00"));
  }

  @Test
  void keepsACreditThroughInvoicesOfAnotherCurrency() {
    billing()
        .cancelled(billing().bought("2020-06-20T00:00:00Z", "500", "JPY"), "2020-07-10T00:00:00Z");
    billing().bought("2020-08-11T00:00:00Z", "100.00");
    billing().bought("2020-09-11T00:00:00Z", "700", "JPY");

    billing().issued("2020-10-01T01:00:00Z");

    assertThat(billing().all())
        .extracting(invoice -> invoice.month() + " due " + invoice.settlement().due())
        .containsExactly(
            "2020-06 due 500 JPY",
            "2020-07 due 0 JPY",
            "2020-08 due 100.00 USD",
            "2020-09 due 200 JPY");
  }

  @Test
  void neverSetsACreditOffAgainstAnotherCurrency() {
    billing()
        .cancelled(billing().bought("2020-06-20T00:00:00Z", "500", "JPY"), "2020-07-10T00:00:00Z");
    billing().bought("2020-07-11T00:00:00Z", "100.00");

    billing().issued("2020-08-01T01:00:00Z");

    assertThat(ports.invoices().list(PARTNER, month("2020-07")))
        .extracting(invoice -> invoice.settlement().due().toString())
        .containsExactly("0 JPY", "100.00 USD");
  }

  @Test
  void putsALateEntryOnTheNextInvoiceWithItsTrueDate() {
    billing().bought("2020-06-01T00:00:00Z", "100.00");
    billing().bought("2020-06-30T00:00:00Z", "20.00");
    billing().issued("2020-07-01T01:00:00Z");
    var june = billing().of("2020-06");
    var late = billing().bought("2020-06-15T00:00:00Z", "3.00");
    billing().bought("2020-07-01T00:00:00Z", "0.40");

    billing().issued("2020-08-01T01:00:00Z");
    billing().issued("2020-09-01T01:00:00Z");

    assertThat(billing().of("2020-06")).isEqualTo(june);
    assertThat(billing().entries("2020-06"))
        .extracting(entry -> entry.amount().toString())
        .containsExactly("100.00 USD", "20.00 USD");
    assertThat(billing().entries("2020-07"))
        .extracting(entry -> entry.amount().toString())
        .containsExactly("3.00 USD", "0.40 USD");
    assertThat(billing().entries("2020-07").getFirst().at()).isEqualTo(late.placedAt());
    assertThat(billing().of("2020-07").settlement().due()).isEqualTo(usd("3.40"));
    assertThat(billing().all()).hasSize(2);
  }

  @Test
  void putsALateEntryOfAMonthThatHadNothingOnTheNextInvoice() {
    billing().issued("2020-09-01T01:00:00Z");
    billing().bought("2020-03-15T00:00:00Z", "3.00");

    billing().issued("2020-10-01T01:00:00Z");

    assertThat(billing().of("2020-09").settlement().due()).isEqualTo(usd("3.00"));
    assertThat(billing().entries("2020-09")).hasSize(1);
  }

  @Test
  void stopsWhenItsTimeIsOverAndContinuesInTheNextRun() {
    for (int i = 1; i < 7; i++) {
      billing().bought("2020-0%s-01T00:00:00Z".formatted(i), "100.00");
    }
    var now = Instant.parse("2020-07-01T01:00:00Z");

    var runs = 0;
    IssueInvoices.Report report;
    do {
      var looks = new AtomicInteger();
      report =
          billing()
              .issuing()
              .issue(now, TimeLeft.of(() -> Duration.ofSeconds(70 - looks.incrementAndGet())));
      assertThat(++runs).isLessThan(40);
    } while (!report.complete());

    assertThat(runs).isGreaterThan(1);
    assertThat(billing().all()).extracting(Invoice::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void letsNoPartnerBlockAnother() {
    billing().bought("2020-06-01T00:00:00Z", "1.00");
    billing().isBroken();
    placedByTheOther(perpetual().on(Instant.parse("2020-06-03T00:00:00Z")));

    var report = billing().issuing().issue(Instant.parse("2020-07-01T01:00:00Z"), TimeLeft.ENDLESS);

    assertThat(report.failed()).extracting(IssueInvoices.Failure::partner).containsExactly(PARTNER);
    assertThat(report.issued()).isEqualTo(1);
    assertThat(billing().all(OTHER_PARTNER, 10)).hasSize(1);
    assertThat(billing().all()).isEmpty();
  }

  @Test
  void keepsPartnersApart() {
    billing().bought("2020-06-01T00:00:00Z", "1.00");
    placedByTheOther(perpetual().on(Instant.parse("2020-06-03T00:00:00Z")));

    billing().issued("2020-07-01T01:00:00Z");

    assertThat(billing().of("2020-06").settlement().due()).isEqualTo(usd("1.00"));
    assertThat(billing().all(OTHER_PARTNER, 10))
        .extracting(each -> each.settlement().due())
        .containsExactly(usd("2400.00"));
  }

  private void placedByTheOther(Bought line) {
    var other =
        new Ordered(
                OrderId.next(line.at()),
                OTHER_PARTNER,
                CUSTOMER,
                line.at(),
                "agent@fabrikam.example",
                List.of(line.purchase()))
            .order();
    ports.orders().place(other, Reservation.none(), anActivity(other), once());
  }

  @Test
  void listsInvoicesNewestFirstPageByPage() {
    for (int i = 1; i < 7; i++) {
      billing().bought("2020-0%s-01T00:00:00Z".formatted(i), "1.00");
    }
    billing().issued("2020-07-01T01:00:00Z");

    assertThat(billing().all(PARTNER, 2)).isEqualTo(billing().all()).hasSize(6);
    assertThat(billing().all()).extracting(Invoice::number).isSorted();
  }
}
