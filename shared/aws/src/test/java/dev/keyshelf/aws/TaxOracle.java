package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.catalog.TaxMode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calculates the tax that an invoice adds by whole numbers, without the domain's code. */
final class TaxOracle {
  private static final long MILLION = 1_000_000;

  private TaxOracle() {}

  /** Returns the tax on the sums of the entries of one currency, in minor units. */
  static long added(List<LedgerEntry> entries) {
    Map<Long, Long> sums = new HashMap<>();
    for (var entry : entries) {
      for (var line : entry.lines()) {
        var bought = line.particulars().orElseThrow();
        if (bought.taxMode() == TaxMode.ADDED) {
          var units = line.amount().minorUnits().longValueExact();
          sums.merge(
              millionths(bought.taxRate().orElseThrow()),
              entry instanceof LedgerEntry.Charge ? units : -units,
              Long::sum);
        }
      }
    }
    return sums.entrySet().stream().mapToLong(each -> tax(each.getValue(), each.getKey())).sum();
  }

  /** Returns the sum of what the rows of a CSV show as gross. */
  static long byLine(List<LedgerEntry> entries) {
    var taxes = new TaxByLine();
    var sum = 0L;
    for (var entry : entries) {
      for (var line : entry.lines()) {
        sum += taxes.next(entry, line).gross().minorUnits().longValueExact();
      }
    }
    return sum;
  }

  private static long millionths(BigDecimal rate) {
    return rate.movePointRight(6).longValueExact();
  }

  private static long tax(long net, long rate) {
    var tax = (2 * Math.abs(net) * rate + MILLION) / (2 * MILLION);
    return net < 0 ? -tax : tax;
  }
}
