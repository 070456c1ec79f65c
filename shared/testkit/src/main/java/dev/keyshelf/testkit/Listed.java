package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SkuId;
import java.time.Period;
import java.util.Optional;

/**
 * A situation with a SKU of a catalogue, ordinary except for the values that a test sets. All tests
 * outside the domain make their SKUs here, so that a new field of SKUs changes only this class.
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
  /** Returns a SKU of a product without a term: 1 to 10 units, without keys. */
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

  /** Returns a copy with another title. */
  public Listed titled(String other) {
    return new Listed(product, id, other, most, term, keys, benefit, lowStock);
  }

  /** Returns a copy with this maximum quantity. */
  public Listed upTo(int units) {
    return new Listed(product, id, title, units, term, keys, benefit, lowStock);
  }

  /** Returns a copy with this term. */
  public Listed lasting(Period length) {
    return new Listed(product, id, title, most, Optional.of(length), keys, benefit, lowStock);
  }

  /** Returns a copy with keys. */
  public Listed withKeys(KeyRule rule) {
    return new Listed(product, id, title, most, term, Optional.of(rule), benefit, lowStock);
  }

  /** Returns a copy with the hybrid benefit. */
  public Listed withBenefit() {
    return new Listed(
        product, id, title, most, term, keys, Optional.of(HybridBenefit.STANDARD), lowStock);
  }

  /** Returns a copy whose stock is low below this number of keys; if empty, it is never low. */
  public Listed lowBelow(Optional<Integer> keysLeft) {
    return new Listed(product, id, title, most, term, keys, benefit, keysLeft);
  }

  /** Returns the SKU. */
  public Sku sku() {
    return new Sku(
        product,
        new SkuId(id),
        Titles.of(title),
        "Standard",
        "16 cores",
        term,
        1,
        most,
        keys,
        benefit,
        Optional.empty(),
        lowStock);
  }
}
