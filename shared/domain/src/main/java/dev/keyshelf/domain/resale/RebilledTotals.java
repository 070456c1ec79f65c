package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The totals of rebilled entries in one currency. Each amount is the sum of the entries' amounts.
 *
 * @param purchased what the partner itself is charged for these entries, less its credits, without
 *     tax that its invoice adds
 * @param charged the total of the charges at resale prices
 * @param credited the total of the credits at resale prices
 */
public record RebilledTotals(Money purchased, Money charged, Money credited) {
  /** Returns the totals of entries, by currency. */
  static List<RebilledTotals> of(List<Rebilled> entries) {
    SortedMap<String, RebilledTotals> totals = new TreeMap<>();
    for (var each : entries) {
      var currency = each.entry().amount().currency();
      totals.compute(
          currency.getCurrencyCode(), (_, sum) -> (sum == null ? of(currency) : sum).plus(each));
    }
    return List.copyOf(totals.values());
  }

  private static RebilledTotals of(Currency currency) {
    var nothing = Money.zero(currency);
    return new RebilledTotals(nothing, nothing, nothing);
  }

  private RebilledTotals plus(Rebilled rebilled) {
    return switch (rebilled.entry()) {
      case LedgerEntry.Charge charge ->
          new RebilledTotals(
              purchased.plus(charge.amount()), charged.plus(rebilled.amount()), credited);
      case LedgerEntry.CreditNote note ->
          new RebilledTotals(
              purchased.minus(note.amount()), charged, credited.plus(rebilled.amount()));
    };
  }

  /** Returns the charges less the credits; negative if more was credited. */
  public Money net() {
    return charged.minus(credited);
  }

  /** Returns the currency. */
  public Currency currency() {
    return charged.currency();
  }
}
