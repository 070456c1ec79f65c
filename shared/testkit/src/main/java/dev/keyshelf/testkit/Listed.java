package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Period;
import java.util.Optional;

/**
 * A situation: a SKU of a catalogue, boring but for what is said. All SKUs of tests outside of the
 * domain are made here, so that another field of a SKU is one more line of this.
 */
public record Listed(
    Product product,
    String id,
    String title,
    int most,
    Optional<Period> term,
    Optional<KeyRule> keys,
    Optional<HybridBenefit> benefit,
    Optional<Integer> lowStock) {
  /** Returns a SKU of a product for good: 1 to 10, without keys. */
  public static Listed of(Product product, String id) {
    return new Listed(
        product,
        id,
        id,
        10,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this with another title. */
  public Listed titled(String other) {
    return new Listed(product, id, other, most, term, keys, benefit, lowStock);
  }

  /** Returns this for orders of so many at most. */
  public Listed upTo(int units) {
    return new Listed(product, id, title, units, term, keys, benefit, lowStock);
  }

  /** Returns this for a term. */
  public Listed lasting(Period length) {
    return new Listed(product, id, title, most, Optional.of(length), keys, benefit, lowStock);
  }

  /** Returns this with keys. */
  public Listed withKeys(KeyRule rule) {
    return new Listed(product, id, title, most, term, Optional.of(rule), benefit, lowStock);
  }

  /** Returns this with the hybrid benefit. */
  public Listed withBenefit() {
    return new Listed(
        product, id, title, most, term, keys, Optional.of(HybridBenefit.STANDARD), lowStock);
  }

  /** Returns this with the stock below which it is low; never if there is none. */
  public Listed lowBelow(Optional<Integer> keysLeft) {
    return new Listed(product, id, title, most, term, keys, benefit, keysLeft);
  }

  /** Returns the SKU. */
  public Sku sku() {
    return new Sku(
        product,
        new SkuId(id),
        title,
        "Standard",
        "16 cores",
        term,
        1,
        most,
        keys,
        benefit,
        lowStock);
  }
}
