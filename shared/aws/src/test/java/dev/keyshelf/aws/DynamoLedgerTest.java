package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.daysLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link dev.keyshelf.domain.billing.Ledger} must keep to. */
@Timeout(300) // A store that never ends its pages must not hang the build.
@OnCloud
class DynamoLedgerTest {
  private static final YearMonth JUNE = YearMonth.of(2020, 6);

  private final Wiring ports;

  DynamoLedgerTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void ownsAChargeInItsUtcMonth() {
    var june = steps().placed(perpetual().on(Instant.parse("2020-06-30T23:59:59.999Z")));
    var july = steps().placed(perpetual().on(Instant.parse("2020-07-01T00:00:00Z")));

    assertThat(list(JUNE, 10)).extracting(LedgerEntry::order).containsExactly(june.id());
    assertThat(list(JUNE.plusMonths(1), 10))
        .extracting(LedgerEntry::order)
        .containsExactly(july.id());
  }

  @Test
  void listsTheEntriesOfAMonthInTheOrderTheyWereBooked() {
    var second = steps().placed(perpetual().on(NOON.plusSeconds(2)));
    var first = steps().placed(perpetual().on(NOON.plusSeconds(1)));

    assertThat(list(JUNE, 10))
        .extracting(LedgerEntry::order)
        .containsExactly(first.id(), second.id());
  }

  @Test
  void listsAMonthPageByPage() {
    for (int i = 0; i < 5; i++) {
      steps().placed(perpetual().on(NOON.plus(Duration.ofMillis(i))));
    }

    assertThat(list(JUNE, 2)).isEqualTo(list(JUNE, 10)).hasSize(5);
  }

  @Test
  void tellsAnotherPartnerNothing() {
    steps().placed(perpetual());

    assertThat(ports.ledger().list(OTHER_PARTNER, JUNE, 10, Optional.empty()).entries()).isEmpty();
  }

  @Test
  void comesToWhatWasChargedLessTheShareOfTheUnusedDays() {
    var order = steps().placed(subscription(Period.ofDays(31)).times(10).priced("10.08", "USD"));
    steps().cancelled(order, daysLater(2));

    assertThat(list(JUNE, 10))
        .extracting(LedgerEntry::amount)
        .containsExactly(Money.of("100.80", "USD"), Money.of("94.30", "USD"));
  }

  @Test
  void keepsEachPartOfALine() {
    var order = steps().placed(subscription(Period.ofDays(31)).times(10).priced("10.08", "USD"));
    steps().cancelled(order, daysLater(2));

    var terms = "edition 2020-01-21 of server-software";
    var none = Money.of("0.00", "USD");
    var title = "Windows Server, 2019, 16 cores";
    var sku = new SkuId("windows-server-2019");
    assertThat(list(JUNE, 10))
        .flatExtracting(LedgerEntry::lines)
        .containsExactly(
            new LedgerLine(
                1, sku, title, 10, Money.of("100.80", "USD"), none, terms, "10 x 10.08 USD"),
            new LedgerLine(
                1,
                sku,
                title,
                10,
                Money.of("94.30", "USD"),
                none,
                terms,
                "100.80 USD x 10/10 x 29 of 31 days = 94.30 USD"));
  }

  private List<LedgerEntry> list(YearMonth month, int pageSize) {
    var page = ports.ledger().list(PARTNER, month, pageSize, Optional.empty());
    var all = new ArrayList<>(page.entries());
    while (page.next().isPresent()) {
      page = ports.ledger().list(PARTNER, month, pageSize, page.next());
      all.addAll(page.entries());
    }
    return all;
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
