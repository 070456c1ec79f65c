package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up entries by currency as they are read, in bounded memory. */
final class Tally {
  private final SortedMap<String, Totals> byCurrency = new TreeMap<>();

  void add(LedgerEntry entry) {
    var currency = entry.amount().currency();
    byCurrency.compute(
        currency.getCurrencyCode(),
        (_, sum) -> (sum == null ? Totals.of(currency) : sum).plus(entry));
  }

  /**
   * Returns the settlements by currency, with these credits carried in. A currency without entries
   * has no settlement, and its credit stays on the account.
   */
  List<Settlement> settlements(Map<String, Money> carried) {
    return byCurrency.entrySet().stream()
        .map(
            each ->
                new Settlement(
                    each.getValue(),
                    carried.getOrDefault(each.getKey(), Money.zero(each.getValue().currency()))))
        .toList();
  }
}
