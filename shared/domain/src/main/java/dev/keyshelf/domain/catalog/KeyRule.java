package dev.keyshelf.domain.catalog;

import java.util.Optional;

/**
 * Which keys a SKU comes with.
 *
 * @param unitsPerKey how many units share one key; empty if one volume key serves the whole line
 */
public record KeyRule(Issuer issuer, Optional<Integer> unitsPerKey) {
  /** The most keys that one order line can have, since one transaction issues them. */
  public static final int MOST_KEYS = 40;

  /**
   * Checks the number of units.
   *
   * @throws IllegalArgumentException if a key is for less than one unit
   */
  public KeyRule {
    if (unitsPerKey.filter(units -> units < 1).isPresent()) {
      throw new IllegalArgumentException("a key must be for one unit or more");
    }
  }

  /** Makes a rule whose keys come from a pool. */
  public static KeyRule ofPool(String name, Optional<Integer> unitsPerKey) {
    return new KeyRule(new Issuer.Pool(name), unitsPerKey);
  }

  /** Returns the name of the pool that the keys come from; empty if Keyshelf makes them. */
  public Optional<String> pool() {
    return from().map(Issuer.Pool::name);
  }

  /** Returns the pool that the keys come from; empty if Keyshelf makes them. */
  public Optional<Issuer.Pool> from() {
    return issuer instanceof Issuer.Pool pool ? Optional.of(pool) : Optional.empty();
  }

  /** Returns the name of the pool that orders reserve keys from; empty if they reserve none. */
  public Optional<String> reservedFrom() {
    return from().filter(Issuer.Pool::reserved).map(Issuer.Pool::name);
  }

  /**
   * Returns how many keys a quantity needs. The result is rounded up, so that the last units get a
   * key too; 0 for a quantity of 0.
   */
  public int keysFor(int quantity) {
    if (quantity == 0) {
      return 0;
    }
    return unitsPerKey.map(units -> Math.ceilDiv(quantity, units)).orElse(1);
  }
}
