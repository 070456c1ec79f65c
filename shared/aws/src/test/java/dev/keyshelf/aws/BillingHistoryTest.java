package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.ChargeDocuments.ChargedOn;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.catalog.TaxMode;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Invariants of the invoices of any history: orders, cancellations and late entries in currencies
 * of 0, 2 and 3 decimals, of which two have tax added at several rates, over the months of a leap
 * year, with the job run at any time.
 */
@Timeout(900)
@OnCloud
class BillingHistoryTest {
  private static final int STEPS = 60;

  /** The job looks for late entries for at least 27 days after the invoice of their month. */
  private static final int LATEST_DAYS = 26;

  private static final Instant BEGIN = Instant.parse("2019-12-20T00:00:00Z");
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");

  /** The first two are the same rate. */
  private static final List<String> RATES = List.of("0.19", "0.190", "0.07", "0");

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

  /** Sets a scheme of numbers at some steps of most histories. Only the first stays. */
  private void numbers(int step) {
    var schemes = List.of("KS-{year}-{number}", "KS-{number}", "{year}/{partner}/{number}");
    if (random.nextInt(STEPS) == step) {
      var format = schemes.get(random.nextInt(schemes.size()));
      ports.invoices().setScheme(new NumberScheme(format, 1 + random.nextInt(6)), now);
    }
  }

  private void areNumberedWithoutGap(List<Invoice> all) {
    Map<String, Long> last = new HashMap<>();
    for (var invoice : all) {
      invoice
          .inSeries()
          .ifPresent(
              number ->
                  assertThat(number.number())
                      .as("seed %s: %s", seed, number.text())
                      .isEqualTo(last.merge(number.series(), 1L, Long::sum)));
    }
    assertThat(all).as("seed %s", seed).extracting(Invoice::numberText).doesNotHaveDuplicates();
  }

  @RepeatedTest(3)
  void everyEntryIsOnOneInvoiceAndEveryInvoiceIsTheSumOfItsEntries() {
    for (int step = 0; step < STEPS; step++) {
      numbers(step);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> order();
        case 4, 5 -> cancel();
        case 6, 7, 8 -> now = now.plus(Duration.ofHours(random.nextInt(24 * 12)));
        default -> issue();
      }
    }
    now = now.plus(Duration.ofDays(31));
    var preview = preview();
    now = now.plus(Duration.ofDays(31));
    issue();

    var shown = new ArrayList<String>();
    Map<String, Long> carried = new HashMap<>();
    var number = 0L;
    areNumberedWithoutGap(new Billing(ports).all());
    creditsNameTheDocumentOfTheirCharge(new Billing(ports).all());
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
      var gross = net(entries) + TaxOracle.added(entries);
      assertThat(settlement.totals().gross().minorUnits().longValueExact())
          .as("seed %s: the gross is the net and the tax on the sum of each rate", seed)
          .isEqualTo(gross);
      assertThat(TaxOracle.byLine(entries))
          .as("seed %s: the lines add up to the gross", seed)
          .isEqualTo(gross);
      var balance = in + gross;
      assertThat(settlement.due().minorUnits().longValueExact())
          .as("seed %s", seed)
          .isEqualTo(Math.max(0, balance));
      carried.put(code, Math.min(0, balance));
    }
    assertThat(shown)
        .as("seed %s: each entry on one invoice", seed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(allEntries());
    preview.forEach(
        (month, settlements) ->
            assertThat(
                    ports.invoices().list(PARTNER, month).stream()
                        .map(Invoice::settlement)
                        .toList())
                .as("seed %s: the preview of %s is what was issued", seed, month)
                .isEqualTo(settlements));
  }

  /**
   * Returns the preview of the month that is issued next, if it is over. No entry comes after it.
   */
  private Map<YearMonth, List<Settlement>> preview() {
    var reading = new Billing(ports).reading();
    var next =
        ports.invoices().account(PARTNER).map(BillingAccount::next).orElse(YearMonth.of(2019, 10));
    return reading.month(PARTNER, next) instanceof ReadInvoices.Month.InProgress open
            && next.isBefore(YearMonth.from(now.atOffset(ZoneOffset.UTC)))
        ? Map.of(next, reading.preview(open))
        : Map.of();
  }

  /** Compares what each credit says of its charge with the documents on which the charges are. */
  private void creditsNameTheDocumentOfTheirCharge(List<Invoice> all) {
    Map<String, Invoice> charged = new HashMap<>();
    for (var invoice : all) {
      entriesOn(invoice).stream()
          .filter(LedgerEntry.Charge.class::isInstance)
          .forEach(entry -> charged.put(entry.order().value(), invoice));
    }
    var reading = new Billing(ports).reading();
    for (var invoice : all) {
      var charges = reading.charges(reading.month(PARTNER, invoice.month()));
      for (var entry : entriesOn(invoice)) {
        if (entry instanceof LedgerEntry.CreditNote) {
          var on = Objects.requireNonNull(charged.get(entry.order().value()));
          assertThat(charges.of(entry))
              .as("seed %s: %s on %s", seed, entry.id(), invoice.numberText())
              .contains(new ChargedOn(on.month(), Optional.of(on.numberText())));
        } else {
          assertThat(charges.of(entry)).isEmpty();
        }
      }
    }
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
    return taxed(bought, currency)
        .times(1 + random.nextInt(9))
        .priced(price.amount().toPlainString(), currency);
  }

  /** Draws the rate of a purchase; in the second currency prices include tax or exclude it. */
  private Bought taxed(Bought bought, String currency) {
    var rate = RATES.get(random.nextInt(RATES.size()));
    if (currency.equals("JPY")) {
      return bought.taxed(random.nextBoolean() ? TaxMode.INCLUDED : TaxMode.EXCLUDED, rate);
    }
    return bought.taxed(random.nextInt(4) == 0 ? TaxMode.EXCLUDED : TaxMode.ADDED, rate);
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
