package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SkuId;
import java.time.Period;
import java.util.Optional;

/**
 * A sellable variant of a product.
 *
 * @param titles in the languages that the catalogue knows
 * @param unit what a quantity of 1 is: a pack of cores, a seat
 * @param term how long a subscription or reservation runs; empty for perpetual software
 * @param keys which keys the SKU comes with; empty if none
 * @param hybridBenefit how the SKU qualifies for Azure Hybrid Benefit; empty if it does not
 * @param softwareAssurance whether Software Assurance comes with it; empty if the catalogue does
 *     not say
 * @param lowStock the stock is low if the pool has fewer keys left than this; empty if there is no
 *     such threshold
 */
public record Sku(
    Product product,
    SkuId id,
    Titles titles,
    String edition,
    String unit,
    Optional<Period> term,
    int minimumQuantity,
    int maximumQuantity,
    Optional<KeyRule> keys,
    Optional<HybridBenefit> hybridBenefit,
    Optional<Boolean> softwareAssurance,
    Optional<Integer> lowStock) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if no quantity is within the bounds, or if the term, the keys
   *     or the threshold do not fit the SKU
   */
  public Sku {
    if (minimumQuantity < 1 || maximumQuantity < minimumQuantity) {
      throw new IllegalArgumentException(
          "%s: the minimum quantity must be 1 or more, and at most the maximum".formatted(id));
    }
    if ((product.kind() == ProductKind.PERPETUAL) == term.isPresent()) {
      throw new IllegalArgumentException(
          "%s: a term is for subscriptions and reservations, and they must have one".formatted(id));
    }
    if (keys.filter(rule -> rule.keysFor(maximumQuantity) > KeyRule.MOST_KEYS).isPresent()) {
      throw new IllegalArgumentException(
          "%s: could need more than %s keys a line".formatted(id, KeyRule.MOST_KEYS));
    }
    if (lowStock.filter(least -> least < 1).isPresent()) {
      throw new IllegalArgumentException(
          "%s: the threshold of low stock must be 1 key or more".formatted(id));
    }
    if (lowStock.isPresent() && keys.flatMap(KeyRule::pool).isEmpty()) {
      throw new IllegalArgumentException(
          "%s: only a SKU with a pool of keys can have a threshold of low stock".formatted(id));
    }
  }

  /** Returns whether the stock is low: fewer keys are left than the threshold. */
  public boolean isLowAt(long keysLeft) {
    return lowStock.filter(least -> keysLeft < least).isPresent();
  }

  /** Returns the English title. */
  public String title() {
    return titles.english();
  }

  /**
   * Tells whether Software Assurance comes with it. A catalogue that names a hybrid benefit and
   * says nothing of Software Assurance means one that has it: before it could say so, a SKU
   * qualified by naming the benefit.
   */
  public boolean hasSoftwareAssurance() {
    return softwareAssurance.orElse(hybridBenefit.isPresent());
  }

  /**
   * Returns the hybrid benefit that it is sold with: only licences with Software Assurance have
   * one.
   */
  public Optional<HybridBenefit> offeredBenefit() {
    return hybridBenefit.filter(_ -> hasSoftwareAssurance());
  }

  /** Returns whether a quantity is within the bounds, both inclusive. */
  public boolean allows(int quantity) {
    return quantity >= minimumQuantity && quantity <= maximumQuantity;
  }
}
