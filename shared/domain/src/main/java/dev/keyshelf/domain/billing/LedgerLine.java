package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The part of a ledger entry for one order line.
 *
 * @param line the number of the order line, from 1
 * @param tax the part of the amount that is tax; zero if prices exclude tax. Tax that is added is
 *     calculated on the invoice, so it is in no line
 * @param terms the edition of the program's terms that the line was bought under, and is credited
 *     by
 * @param explanation the calculation, written out
 * @param particulars empty for entries of release 0.1.0
 */
public record LedgerLine(
    int line,
    SkuId sku,
    String title,
    int quantity,
    Money amount,
    Money tax,
    String terms,
    String explanation,
    Optional<Particulars> particulars) {
  /**
   * Returns a line about units of a purchase.
   *
   * @param quantity the units that are charged or credited
   */
  public static LedgerLine of(
      int line, Purchase bought, int quantity, Money amount, Money tax, String explanation) {
    return new LedgerLine(
        line,
        bought.sku(),
        title(bought.productTitle(), bought.skuTitle()),
        quantity,
        amount,
        tax,
        bought.terms().name(),
        explanation,
        Optional.of(Particulars.of(bought, quantity)));
  }

  /** Returns a copy, of a credit, that says what earlier credits of the line gave back. */
  public LedgerLine after(Money creditedBefore) {
    return new LedgerLine(
        line,
        sku,
        title,
        quantity,
        amount,
        tax,
        terms,
        explanation,
        particulars.map(each -> each.after(creditedBefore)));
  }

  /** Returns the title of a line: the product's title, then the SKU's. */
  public static String title(String product, String sku) {
    return product + ", " + sku;
  }

  /** Returns how prices related to tax at the purchase. A line without particulars shows it. */
  public TaxMode taxMode() {
    return particulars
        .map(Particulars::taxMode)
        .orElse(tax.isPositive() ? TaxMode.INCLUDED : TaxMode.EXCLUDED);
  }

  /** Returns the rate of the tax that is included or added; empty if neither, or unknown. */
  public Optional<BigDecimal> taxRate() {
    return particulars.flatMap(Particulars::taxRate);
  }

  /** Returns the amount without its tax. */
  public Money net() {
    return amount.minus(tax);
  }
}
