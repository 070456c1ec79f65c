package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SkuId;
import java.time.Period;
import java.util.Optional;

/**
 * A sellable variant of a product.
 *
 * @param unit what one of its quantity is: a pack of cores, a seat
 * @param term how long a subscription or reservation runs; empty for perpetual software
 * @param keys which keys it comes with; empty when it has none
 * @param hybridBenefit how it qualifies for Azure Hybrid Benefit; empty when it does not
 * @param lowStock its pool is low when it has fewer keys left than these; empty when it never is
 */
public record Sku(
    Product product,
    SkuId id,
    String title,
    String edition,
    String unit,
    Optional<Period> term,
    int minimumQuantity,
    int maximumQuantity,
    Optional<KeyRule> keys,
    Optional<HybridBenefit> hybridBenefit,
    Optional<Integer> lowStock) {
  /** Refuses bounds that no quantity meets, and what does not fit its kind or its keys. */
  public Sku {
    if (minimumQuantity < 1 || maximumQuantity < minimumQuantity) {
      throw new IllegalArgumentException("%s: 1 <= minimum <= maximum quantity".formatted(id));
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
      throw new IllegalArgumentException("%s: is low below one key or more".formatted(id));
    }
    if (lowStock.isPresent() && keys.flatMap(KeyRule::pool).isEmpty()) {
      throw new IllegalArgumentException("%s: only a pool of keys can be low".formatted(id));
    }
  }

  /** Tells whether so few keys are left that it is low: fewer than its threshold. */
  public boolean isLowAt(long keysLeft) {
    return lowStock.filter(least -> keysLeft < least).isPresent();
  }

  /** Tells whether a quantity is within the bounds, both inclusive. */
  public boolean allows(int quantity) {
    return quantity >= minimumQuantity && quantity <= maximumQuantity;
  }
}
