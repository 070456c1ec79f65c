package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.entitlement.References;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an invoice says of the purchase behind a line, as it stood at the purchase. A credit has
 * those of the purchase that it undoes.
 *
 * @param unitPrice the list price of a unit; it includes tax in the mode INCLUDED only
 * @param taxMode how prices related to tax at the purchase
 * @param taxRate the rate of the tax that is included or added, 0.10 for 10 %; empty if neither
 * @param term the whole term that was bought; empty for perpetual software
 * @param units how many were bought, if a credit is known to be of fewer; empty otherwise
 * @param creditedBefore of a credit: what earlier credits of the same line gave back; empty if
 *     there are none, and in entries of release 0.1.0
 */
public record Particulars(
    ProductId product,
    String productTitle,
    String skuTitle,
    Money unitPrice,
    TaxMode taxMode,
    Optional<BigDecimal> taxRate,
    Optional<Term> term,
    References references,
    Optional<Integer> units,
    Optional<Money> creditedBefore) {
  /**
   * Returns those of a purchase.
   *
   * @param quantity the units that are charged or credited
   */
  static Particulars of(Purchase purchase, int quantity) {
    return new Particulars(
        purchase.product(),
        purchase.productTitle(),
        purchase.skuTitle(),
        purchase.unitPrice(),
        purchase.taxMode(),
        purchase.appliedTaxRate(),
        purchase.term(),
        purchase.references(),
        Optional.of(purchase.quantity()).filter(all -> quantity < all),
        Optional.empty());
  }

  /** Returns a copy, for a credit, that says what earlier credits of the line gave back. */
  Particulars after(Money credited) {
    return new Particulars(
        product,
        productTitle,
        skuTitle,
        unitPrice,
        taxMode,
        taxRate,
        term,
        references,
        units,
        Optional.of(credited).filter(Money::isPositive));
  }
}
