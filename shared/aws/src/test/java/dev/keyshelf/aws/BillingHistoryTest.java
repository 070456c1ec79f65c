package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for the invoices of any history: orders, cancels and late entries in currencies of 0,
 * 2 and 3 decimals, over a leap year's months, with the job run at any time.
 */
@Timeout(900)
@OnCloud
class BillingHistoryTest {
  private static final int STEPS = 60;

  /** A late entry is looked for at least 27 days after its month's invoice. */
  private static final int LATEST_DAYS = 26;

  private static final Instant BEGIN = Instant.parse("2019-12-20T00:00:00Z");
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Order> open = new ArrayList<>();
  private Instant now = BEGIN;

  private final Wiring ports;

  BillingHistoryTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  @RepeatedTest(3)
  void everyEntryIsOnOneInvoiceAndEveryInvoiceIsTheSumOfItsEntries() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> order();
        case 4, 5 -> cancel();
        case 6, 7, 8 -> now = now.plus(Duration.ofHours(random.nextInt(24 * 12)));
        default -> issue();
      }
    }
    now = now.plus(Duration.ofDays(62));
    issue();

    var shown = new ArrayList<String>();
    Map<String, Long> carried = new HashMap<>();
    var number = 0L;
    for (var invoice : new Billing(ports).all()) {
      number++;
      assertThat(invoice.number()).as("seed %s: no gap", seed).isEqualTo(number);
      var entries = entriesOn(invoice);
      entries.forEach(entry -> shown.add(entry.id()));
      var code = invoice.currency().getCurrencyCode();
      var settlement = invoice.settlement();
      assertThat(settlement.totals().net().minorUnits().longValueExact())
          .as("seed %s: the net is the sum of the lines", seed)
          .isEqualTo(net(entries));
      var in = carried.getOrDefault(code, 0L);
      assertThat(settlement.carriedIn().minorUnits().longValueExact())
          .as("seed %s", seed)
          .isEqualTo(in);
      var balance = in + net(entries);
      assertThat(settlement.due().minorUnits().longValueExact())
          .as("seed %s", seed)
          .isEqualTo(Math.max(0, balance));
      carried.put(code, Math.min(0, balance));
    }
    assertThat(shown)
        .as("seed %s: each entry on one invoice", seed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(allEntries());
  }

  private void order() {
    var isLate = random.nextInt(4) == 0;
    var at = isLate ? now.minus(Duration.ofDays(random.nextInt(LATEST_DAYS))) : now;
    open.add(new Steps(ports).placed(something().on(at)));
  }

  private Bought something() {
    var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    var price = Money.ofMinor(1 + random.nextInt(1_000_000), Money.of("0", currency).currency());
    var bought = random.nextBoolean() ? perpetual() : subscription(Period.ofYears(1));
    return bought.times(1 + random.nextInt(9)).priced(price.amount().toPlainString(), currency);
  }

  private void cancel() {
    open.removeIf(order -> !now.isBefore(order.placedAt().plus(Duration.ofDays(60))));
    if (!open.isEmpty()) {
      var order = open.remove(random.nextInt(open.size()));
      var steps = new Steps(ports);
      if (random.nextBoolean() && order.lines().getFirst().purchase().quantity() > 1) {
        steps.cancelledInPart(order, now);
      }
      steps.cancelled(order, now);
    }
  }

  private void issue() {
    var report = new Billing(ports).issuing().issue(now, TimeLeft.ENDLESS);
    assertThat(report.complete()).isTrue();
    assertThat(report.failed()).isEmpty();
  }

  private List<LedgerEntry> entriesOn(Invoice invoice) {
    var reading = new Billing(ports).reading();
    var month = reading.month(PARTNER, invoice.month());
    var entries = new ArrayList<LedgerEntry>();
    reading.forEach(
        month,
        entry -> {
          if (entry.amount().currency().equals(invoice.currency())) {
            entries.add(entry);
          }
        });
    return entries;
  }

  private static long net(List<LedgerEntry> entries) {
    var net = 0L;
    for (var entry : entries) {
      for (var line : entry.lines()) {
        var units = line.amount().minorUnits().longValueExact();
        net += entry instanceof LedgerEntry.Charge ? units : -units;
      }
    }
    return net;
  }

  private List<String> allEntries() {
    var ids = new ArrayList<String>();
    var last = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    for (var month = YearMonth.of(2019, 10); !month.isAfter(last); month = month.plusMonths(1)) {
      ports.ledger().list(PARTNER, month, 1_000, Optional.empty()).entries().stream()
          .map(LedgerEntry::id)
          .forEach(ids::add);
    }
    return ids;
  }
}
