package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sum of the lines of an invoice whose tax has the same mode and rate. Tax that is added is
 * calculated here, on the sum, and is rounded once. Tax that prices include is the sum of the tax
 * in the lines. Amounts are negative if more was credited.
 *
 * @param rate 0.1 for 10 %, without trailing zeros; empty if prices exclude tax, or if the lines
 *     are of release 0.1.0 and do not say it
 * @param net the sum without the tax
 */
public record TaxSum(TaxMode mode, Optional<BigDecimal> rate, Money net, Money tax) {
  private static final Comparator<TaxSum> ORDER =
      Comparator.comparing(TaxSum::mode)
          .thenComparing(sum -> sum.rate().orElse(BigDecimal.ONE.negate()));

  /** Returns the sum with the tax. */
  public Money gross() {
    return net.plus(tax);
  }

  /** Returns the sums with the lines of one more entry, in the order of their modes and rates. */
  static List<TaxSum> plus(List<TaxSum> sums, LedgerEntry entry) {
    var all = new ArrayList<>(sums);
    for (var line : entry.lines()) {
      var rate = line.taxRate().map(TaxSum::shortest);
      var sum =
          all.stream()
              .filter(each -> each.mode() == line.taxMode() && each.rate().equals(rate))
              .findFirst()
              .orElseGet(() -> nothing(line, rate));
      all.remove(sum);
      all.add(sum.plus(entry.signed(line.net()), entry.signed(line.tax())));
    }
    all.sort(ORDER);
    return all;
  }

  /** Returns the tax that is added to what these sums are booked with. */
  static Money added(List<TaxSum> sums, Money nothing) {
    return sums.stream()
        .filter(each -> each.mode() == TaxMode.ADDED)
        .map(TaxSum::tax)
        .reduce(nothing, Money::plus);
  }

  /** Returns a rate in its shortest form, so that equal rates are one: 0.1 for 0.10. */
  static BigDecimal shortest(BigDecimal rate) {
    return rate.signum() == 0 ? BigDecimal.ZERO : rate.stripTrailingZeros();
  }

  private static TaxSum nothing(LedgerLine line, Optional<BigDecimal> rate) {
    var nothing = Money.zero(line.amount().currency());
    return new TaxSum(line.taxMode(), rate, nothing, nothing);
  }

  private TaxSum plus(Money moreNet, Money taxInIt) {
    var sum = net.plus(moreNet);
    return new TaxSum(
        mode,
        rate,
        sum,
        mode == TaxMode.ADDED ? sum.addedTax(rate.orElseThrow()) : tax.plus(taxInIt));
  }
}
