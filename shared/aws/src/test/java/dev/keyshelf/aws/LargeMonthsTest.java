package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.ComposeDocuments.Composed;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCloud
class LargeMonthsTest {
  private static final Lack TOO_MANY =
      new Lack(
          "lines",
          "of the month are more than 2, which documents cannot have; read them as CSV or JSON");

  private final StoppedClock clock = new StoppedClock();
  private final Wiring ports;
  private final Rendering rendering;

  LargeMonthsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud, clock);
    this.rendering = new Rendering(ports, clock);
  }

  /** Buys two lines in June, three in July and three in August. */
  @BeforeEach
  void buys() {
    clock.strike(Instant.parse("2020-05-01T00:00:00Z"));
    rendering.sellerIsSupplied();
    rendering.supplied(PARTNER, "Contoso");
    placed("2020-06-10T00:00:00Z", 2);
    placed("2020-07-10T00:00:00Z", 3);
    placed("2020-08-10T00:00:00Z", 3);
    rendering.mostLines = 2;
  }

  private void placed(String at, int lines) {
    clock.strike(Instant.parse(at));
    for (var i = 0; i < lines; i++) {
      new Steps(ports).placed(perpetual().on(clock.instant()));
    }
  }

  @Test
  void rendersAMonthWithAsManyLinesAsDocumentsCanHave() {
    isIssuedThrough("2020-07");

    var report = rendering.run();

    assertThat(report.made()).isEqualTo(2);
    assertThat(ports.documents().made(PARTNER, "INV-000001")).hasSize(2);
  }

  @Test
  void namesTheLimitWhereAMonthHasALineMoreAndGoesOn() {
    isIssuedThrough("2020-07");

    var report = rendering.run();

    assertThat(report.failed()).isEmpty();
    assertThat(report.complete()).isTrue();
    assertThat(report.lacking()).isEqualTo(2);
    assertThat(ports.documents().lacking(PARTNER))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.number()).isEqualTo("INV-000002"))
        .allSatisfy(each -> assertThat(each.lacks()).containsExactly(TOO_MANY));
  }

  @Test
  void composesAPreviewOfAsManyLinesAndNoMore() {
    assertThat(composed(3)).isInstanceOf(Composed.Documents.class);
    assertThat(composed(2)).isEqualTo(new Composed.Incomplete(List.of(TOO_MANY)));
  }

  private Composed composed(int mostLines) {
    var reading = new ReadInvoices(ports.ledger(), ports.invoices());
    return new ComposeDocuments(reading, rendering.parties, mostLines)
        .compose(reading.month(PARTNER, YearMonth.of(2020, 8)));
  }

  private void isIssuedThrough(String month) {
    var end = YearMonth.parse(month).plusMonths(1) + "-01T01:00:00Z";
    clock.strike(Instant.parse(end));
    assertThat(new Billing(ports).issued(end)).isEqualTo(2);
  }
}
