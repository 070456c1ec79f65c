package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The product that an order line bought, with its price and terms at the time of the purchase. It
 * never changes.
 *
 * @param productTitles the product's title in the languages that the catalogue knew
 * @param skuTitles the same of the SKU
 * @param total the unit price times the quantity
 * @param taxMode how the prices relate to tax, according to the terms of the purchase
 * @param tax the part of the total that is tax; zero if prices exclude tax
 * @param term the term of a subscription; empty for other products
 * @param references none for purchases of release 0.1.0
 */
public record Purchase(
    ProductId product,
    Titles productTitles,
    SkuId sku,
    Titles skuTitles,
    ProductKind kind,
    int quantity,
    Money unitPrice,
    Money total,
    TaxMode taxMode,
    BigDecimal taxRate,
    Money tax,
    FrozenTerms terms,
    Optional<Term> term,
    Optional<KeyRule> keys,
    Optional<HybridBenefit> hybridBenefit,
    References references) {
  /** Returns this with the titles in more languages. */
  public Purchase withTitles(Titles ofProduct, Titles ofSku) {
    return new Purchase(
        product,
        ofProduct,
        sku,
        ofSku,
        kind,
        quantity,
        unitPrice,
        total,
        taxMode,
        taxRate,
        tax,
        terms,
        term,
        keys,
        hybridBenefit,
        references);
  }

  /** Returns the product's English title. */
  public String productTitle() {
    return productTitles.english();
  }

  /** Returns the SKU's English title. */
  public String skuTitle() {
    return skuTitles.english();
  }

  /** Returns whether it has files to download. A reservation of capacity has none. */
  public boolean hasDownloads() {
    return kind != ProductKind.RESERVATION;
  }

  /** Returns whether its keys are reserved for it with the order, or soon after it. */
  public boolean reservesKeys() {
    return keys.flatMap(KeyRule::reservedFrom).isPresent();
  }

  /** Returns how many keys are reserved for all its units; 0 if its keys are issued later. */
  public int reservedKeys() {
    return reservesKeys() ? keys.map(rule -> rule.keysFor(quantity)).orElse(0) : 0;
  }

  /** Returns whether the prices include tax. */
  public boolean taxIncluded() {
    return taxMode == TaxMode.INCLUDED;
  }

  /** Returns the rate of the tax that the prices include or the invoice adds; empty if neither. */
  public Optional<BigDecimal> appliedTaxRate() {
    return taxMode == TaxMode.EXCLUDED ? Optional.empty() : Optional.of(taxRate);
  }

  /** Returns the part of an amount of this line that is tax. */
  public Money taxIn(Money amount) {
    return taxIncluded() ? amount.includedTax(taxRate) : Money.zero(amount.currency());
  }
}
