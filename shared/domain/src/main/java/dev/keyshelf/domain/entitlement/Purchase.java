package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.catalog.FrozenTerms;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a line bought, as it stood at the purchase; nothing of it ever changes.
 *
 * @param total unit price x quantity
 * @param taxIncluded whether the prices include tax, by the terms of the purchase
 * @param tax the part of the total that is tax; zero where prices exclude it
 */
public record Purchase(
    ProductId product,
    String productTitle,
    SkuId sku,
    String skuTitle,
    ProductKind kind,
    int quantity,
    Money unitPrice,
    Money total,
    boolean taxIncluded,
    BigDecimal taxRate,
    Money tax,
    FrozenTerms terms,
    Optional<Term> term,
    Optional<KeyRule> keys,
    Optional<HybridBenefit> hybridBenefit) {
  /** Tells whether it is something to download: a reservation of capacity is not. */
  public boolean hasDownloads() {
    return kind != ProductKind.RESERVATION;
  }

  /** Tells whether its keys are reserved as it is bought. */
  public boolean reservesKeys() {
    return keys.flatMap(KeyRule::reservedFrom).isPresent();
  }

  /** Gives how many keys are reserved as it is bought; 0 when they are issued later. */
  public int reservedKeys() {
    return reservesKeys() ? keys.map(rule -> rule.keysFor(quantity)).orElse(0) : 0;
  }

  /** Gives the tax that an amount of this line holds. */
  public Money taxIn(Money amount) {
    return taxIncluded ? amount.includedTax(taxRate) : Money.zero(amount.currency());
  }
}
