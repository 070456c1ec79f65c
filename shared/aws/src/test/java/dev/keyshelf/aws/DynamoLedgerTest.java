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

/** The contract of {@link dev.keyshelf.domain.billing.Ledger}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoLedgerTest {
  private static final YearMonth JUNE = YearMonth.of(2020, 6);

  private final Wiring ports;

  DynamoLedgerTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void booksAChargeInItsUtcMonth() {
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
  void showsAnotherPartnerNothing() {
    steps().placed(perpetual());

    assertThat(ports.ledger().list(OTHER_PARTNER, JUNE, 10, Optional.empty()).entries()).isEmpty();
  }

  @Test
  void totalsTheChargeLessTheShareOfTheUnusedDays() {
    var order = steps().placed(subscription(Period.ofDays(31)).times(10).priced("10.08", "USD"));
    steps().cancelled(order, daysLater(2));

    assertThat(list(JUNE, 10))
        .extracting(LedgerEntry::amount)
        .containsExactly(Money.of("100.80", "USD"), Money.of("94.30", "USD"));
  }

  @Test
  void keepsEachPartOfALine() {
    var bought =
        subscription(Period.ofDays(31))
            .times(10)
            .priced("10.08", "USD")
            .referredTo("4711/2020 AB", "Room 3", "K-100");
    var order = steps().placed(bought);
    steps().cancelled(order, daysLater(2));

    var none = Money.of("0.00", "USD");
    assertThat(list(JUNE, 10))
        .flatExtracting(LedgerEntry::lines)
        .containsExactly(
            LedgerLine.of(
                1, bought.purchase(), 10, Money.of("100.80", "USD"), none, "10 x 10.08 USD"),
            LedgerLine.of(
                1,
                bought.purchase(),
                10,
                Money.of("94.30", "USD"),
                none,
                "100.80 USD x 10/10 x 29 of 31 days = 94.30 USD"));
  }

  @Test
  void keepsWhomItWasChargedToAndWhatACreditUndoesAndWhy() {
    var order = steps().placed(perpetual());
    steps().cancelled(order, daysLater(2));

    var entries = list(JUNE, 10);
    assertThat(entries).extracting(LedgerEntry::billedTo).containsOnly(order.billedTo());
    assertThat(order.billedTo()).isPresent();
    assertThat(entries.get(1))
        .isInstanceOfSatisfying(
            LedgerEntry.CreditNote.class,
            note -> {
              assertThat(note.charge()).contains(entries.get(0).id());
              assertThat(note.reason()).contains("ORDERED_BY_MISTAKE");
            });
  }

  @Test
  void readsAnEntryOfRelease010() {
    var order = steps().placed(perpetual());
    var charge = order.charge();
    var line = charge.lines().getFirst();
    var bare =
        new LedgerLine(
            line.line(),
            line.sku(),
            line.title(),
            line.quantity(),
            line.amount(),
            line.tax(),
            line.terms(),
            line.explanation(),
            Optional.empty());
    var item =
        LedgerItems.item(
            new LedgerEntry.Charge(
                charge.id(),
                PARTNER,
                charge.customer(),
                charge.order(),
                charge.at(),
                List.of(bare),
                Optional.empty()));

    assertThat(item.values()).doesNotContainKeys("billedTo", "charge", "reason");
    assertThat(item.items("lines").getFirst().values()).doesNotContainKey("bought");
    var entry = LedgerItems.entry(PARTNER, item);
    assertThat(entry.billedTo()).isEmpty();
    assertThat(entry.purchaseOrderNumber()).isEmpty();
    assertThat(entry.lines()).containsExactly(bare);
    assertThat(entry.amount()).isEqualTo(order.total());
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
