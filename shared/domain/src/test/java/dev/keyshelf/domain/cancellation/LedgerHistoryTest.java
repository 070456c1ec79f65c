package dev.keyshelf.domain.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Bought;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Properties of the ledger that hold for every history of an order: the charge, and then partial
 * cancellations until the window closes or nothing is left. A failure prints its seed. To repeat
 * it, run the test with {@code -Dkeyshelf.seed=...}.
 */
class LedgerHistoryTest {
  private static final int CASES = 1_500;
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");
  private static final List<Period> LENGTHS =
      List.of(Period.ofMonths(1), Period.ofYears(1), Period.ofYears(3));

  /** Leap days, month ends and the instants around them. */
  private static final List<Instant> DAYS =
      List.of(
          Instant.parse("2020-02-29T00:00:00Z"),
          Instant.parse("2020-02-28T23:59:59.999Z"),
          Instant.parse("2019-12-31T12:00:00Z"),
          Instant.parse("2020-01-31T00:00:00Z"),
          Instant.parse("2023-03-01T00:00:00Z"),
          Instant.parse("2024-02-29T23:59:59.999Z"),
          Instant.parse("2100-02-28T06:00:00Z"));

  private final Random random = new Random(SEED);

  private record History(Order order, List<LedgerEntry> entries) {
    Totals totals() {
      var totals = Totals.of(order.total().currency());
      for (var entry : entries) {
        totals = totals.plus(entry);
      }
      return totals;
    }

    long sum(boolean charges, boolean tax) {
      return entries.stream()
          .filter(entry -> entry instanceof LedgerEntry.Charge == charges)
          .flatMap(entry -> entry.lines().stream())
          .mapToLong(line -> (tax ? line.tax() : line.amount()).minorUnits().longValueExact())
          .sum();
    }

    long sum(int line, boolean charges) {
      return entries.stream()
          .filter(entry -> entry instanceof LedgerEntry.Charge == charges)
          .flatMap(entry -> entry.lines().stream())
          .filter(each -> each.line() == line)
          .mapToLong(each -> each.amount().minorUnits().longValueExact())
          .sum();
    }
  }

  @Test
  void theNetIsChargesMinusCredits() {
    for (int i = 0; i < CASES; i++) {
      var history = anyHistory();
      var totals = history.totals();

      assertThat(totals.net().minorUnits().longValueExact())
          .as(describe(i, history))
          .isEqualTo(history.sum(true, false) - history.sum(false, false));
      assertThat(totals.tax().minorUnits().longValueExact())
          .as(describe(i, history))
          .isEqualTo(history.sum(true, true) - history.sum(false, true));
    }
  }

  @Test
  void noLineIsCreditedMoreThanItWasCharged() {
    for (int i = 0; i < CASES; i++) {
      var history = anyHistory();

      for (var line : history.order().lines()) {
        assertThat(history.sum(line.number(), false))
            .as(describe(i, history))
            .isBetween(0L, history.sum(line.number(), true));
      }
    }
  }

  @Test
  void anEntryIsTheSumOfItsLines() {
    for (int i = 0; i < CASES; i++) {
      var history = anyHistory();

      for (var entry : history.entries()) {
        var lines =
            entry.lines().stream()
                .mapToLong(line -> line.amount().minorUnits().longValueExact())
                .sum();
        assertThat(entry.amount().minorUnits().longValueExact())
            .as(describe(i, history))
            .isEqualTo(lines);
      }
    }
  }

  @Test
  void taxNeverExceedsItsAmountAndCreditedTaxNeverExceedsChargedTax() {
    for (int i = 0; i < CASES; i++) {
      var history = anyHistory();

      assertThat(history.entries())
          .as(describe(i, history))
          .flatExtracting(LedgerEntry::lines)
          .allSatisfy(
              line ->
                  assertThat(line.tax().minorUnits().longValueExact())
                      .isBetween(0L, line.amount().minorUnits().longValueExact()));
      assertThat(history.totals().tax().minorUnits().longValueExact())
          .as(describe(i, history))
          .isNotNegative();
    }
  }

  @Test
  void aFullCancellationOfPerpetualSoftwareCreditsEverything() {
    for (int i = 0; i < CASES; i++) {
      var order = anOrder(true);
      var history = history(order, true);

      assertThat(history.totals().net().minorUnits().longValueExact())
          .as(describe(i, history))
          .isZero();
      assertThat(history.totals().tax().minorUnits().longValueExact())
          .as(describe(i, history))
          .isZero();
    }
  }

  private History anyHistory() {
    return history(anOrder(false), false);
  }

  private History history(Order bought, boolean untilNothingIsLeft) {
    var entries = new ArrayList<LedgerEntry>();
    entries.add(bought.charge());
    var order = bought;
    var states = new TreeMap<Integer, Entitlement>();
    order.entitlements().forEach(each -> states.put(each.id().line(), each));
    var now = order.placedAt();
    var closesAt = now.plus(Duration.ofDays(60));
    while (now.isBefore(closesAt)
        && states.values().stream().anyMatch(each -> each.activeQuantity() > 0)) {
      var quote = CancellationQuote.of(order, List.copyOf(states.values()), part(states), now);
      if (quote.isCancellable()) {
        var reason = new Cancellation.Reason(Cancellation.ReasonCode.OTHER, "");
        var cancellation = Cancellation.of(quote, reason, now);
        entries.add(cancellation.creditNote());
        order = cancellation.order();
        cancellation.after().forEach(each -> states.put(each.id().line(), each));
      }
      now = untilNothingIsLeft ? now : now.plus(Duration.ofHours(random.nextInt(24 * 40)));
    }
    return new History(order, entries);
  }

  private Selection part(SortedMap<Integer, Entitlement> states) {
    if (random.nextInt(4) == 0) {
      return Selection.wholeOrder();
    }
    var left = states.values().stream().filter(each -> each.activeQuantity() > 0).toList();
    var line = left.get(random.nextInt(left.size()));
    var units = 1 + random.nextInt(line.activeQuantity());
    return new Selection(new TreeMap<>(Map.of(line.id().line(), Optional.of(units))));
  }

  private Order anOrder(boolean forGood) {
    var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    var at = DAYS.get(random.nextInt(DAYS.size()));
    var lines = new Bought[1 + random.nextInt(4)];
    for (int i = 0; i < lines.length; i++) {
      var kind =
          forGood || random.nextInt(3) == 0
              ? Bought.perpetual()
              : Bought.subscription(LENGTHS.get(random.nextInt(LENGTHS.size())));
      var price = Money.ofMinor(random.nextLong(1, 1L << (1 + random.nextInt(30))), currency);
      var line = kind.priced(price).times(1 + random.nextInt(20)).on(at);
      lines[i] = random.nextBoolean() ? line.includingTaxOf("0.10") : line;
    }
    return Bought.anOrderOf(lines);
  }

  private static String describe(int number, History history) {
    return "seed %s, case %s: %s".formatted(SEED, number, history.entries());
  }
}
