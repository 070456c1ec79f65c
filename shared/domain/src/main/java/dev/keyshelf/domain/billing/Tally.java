package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up entries as they are read: the totals of each currency, in bounded memory. */
final class Tally {
  private final SortedMap<String, Totals> byCurrency = new TreeMap<>();

  void add(LedgerEntry entry) {
    var currency = entry.amount().currency();
    byCurrency.compute(
        currency.getCurrencyCode(),
        (_, sum) -> (sum == null ? Totals.of(currency) : sum).plus(entry));
  }

  /** Gives what it comes to with these credits carried in, by currency. */
  List<Settlement> settlements(Map<String, Money> carried) {
    var codes = new TreeSet<>(byCurrency.keySet());
    codes.addAll(carried.keySet());
    return codes.stream()
        .map(
            code -> {
              var currency = Currency.getInstance(code);
              return new Settlement(
                  byCurrency.getOrDefault(code, Totals.of(currency)),
                  carried.getOrDefault(code, Money.zero(currency)));
            })
        .toList();
  }
}
