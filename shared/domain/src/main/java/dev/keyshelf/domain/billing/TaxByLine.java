package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * Divides the tax that an invoice adds among its lines, which pass one by one in the invoice's
 * order. A line gets the tax on the sum of the lines up to it, less the tax on the sum before it.
 * So the taxes of all lines add up to exactly the tax of the invoice, in bounded memory, and a line
 * differs from its own share by at most one minor unit. Use one instance for one invoice.
 */
public final class TaxByLine {
  private final Map<Rated, Money> sums = new HashMap<>();

  private record Rated(Currency currency, BigDecimal rate) {}

  /** What a line adds to an invoice. The amounts of credits are negative. */
  public record Amounts(Money net, Money tax) {
    /** Returns the amount with the tax. */
    public Money gross() {
      return net.plus(tax);
    }
  }

  /** Returns the amounts of the next line. */
  public Amounts next(LedgerEntry entry, LedgerLine line) {
    var net = entry.signed(line.net());
    return line.taxMode() == TaxMode.ADDED
        ? new Amounts(net, added(line.taxRate().orElseThrow(), net))
        : new Amounts(net, entry.signed(line.tax()));
  }

  private Money added(BigDecimal rate, Money net) {
    var rated = new Rated(net.currency(), TaxSum.shortest(rate));
    var before = sums.getOrDefault(rated, Money.zero(net.currency()));
    var sum = before.plus(net);
    sums.put(rated, sum);
    return sum.addedTax(rate).minus(before.addedTax(rate));
  }
}
