package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@OnCloud
class InvoiceRunsTest {
  private static final Instant NOW = Instant.parse("2020-08-01T01:00:00Z");

  private final CloudFixture cloud;
  private final Wiring ports;

  InvoiceRunsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  private Invoices through(DynamoDbClient client) {
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var name = Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE");
    return new DynamoInvoices(new Table(client, name, clock), clock);
  }

  private IssueInvoices.Report issued(Invoices invoices) {
    return new IssueInvoices(ports.partners(), ports.ledger(), invoices)
        .issue(NOW, TimeLeft.ENDLESS);
  }

  private List<Invoice> all() {
    return ports.invoices().list(PARTNER, 100, Optional.empty()).invoices();
  }

  private void buysInTwoMonthsAndCurrencies() {
    var steps = new Steps(ports);
    for (int month = 6; month < 8; month++) {
      var day = Instant.parse("2020-0%s-10T00:00:00Z".formatted(month));
      steps.placed(perpetual().on(day));
      steps.placed(perpetual().priced("500", "JPY").on(day));
    }
  }

  /**
   * Kills a run after some of its writes: a roll and a transaction for each of two months, an
   * account, and 16 shards.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 12, 20})
  void issuesTheSameAfterAKilledRun(int afterWrites) {
    buysInTwoMonthsAndCurrencies();
    try {
      issued(through(Interrupted.client(cloud.environment(), afterWrites)));
    } catch (RuntimeException killed) {
      assertThat(all()).hasSizeLessThanOrEqualTo(4);
    }

    assertThat(issued(ports.invoices()).complete()).isTrue();

    assertThat(all().reversed()).extracting(Invoice::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(all())
        .extracting(invoice -> invoice.settlement().due().toString())
        .containsExactly("2400.00 USD", "1000 JPY", "2400.00 USD", "1000 JPY");
  }

  @Test
  void leavesTheOthersInvoicesWhenAnotherRunWasFaster() {
    buysInTwoMonthsAndCurrencies();

    var report =
        issued(through(Interrupted.before(cloud.environment(), 1, () -> issued(ports.invoices()))));

    assertThat(report.failed()).isEmpty();
    assertThat(report.issued()).isZero();
    assertThat(all().reversed()).extracting(Invoice::number).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void namesAllEntriesOfALargeMonth() {
    var steps = new Steps(ports);
    var from = Instant.parse("2020-06-10T00:00:00Z");
    for (int i = 0; i < 2_050; i++) {
      steps.placed(perpetual().times(1).on(from.plus(Duration.ofMillis(i))));
    }

    issued(ports.invoices());

    var invoice = ports.invoices().list(PARTNER, YearMonth.of(2020, 6)).getFirst();
    var roll = invoice.roll().orElseThrow();
    var page = ports.invoices().entries(PARTNER, roll, 1_990, Optional.empty());
    assertThat(page.entries()).hasSize(1_990);
    var rest = ports.invoices().entries(PARTNER, roll, 1_990, page.next());
    assertThat(rest.entries()).hasSize(60);
    assertThat(rest.next()).isEmpty();
  }
}
