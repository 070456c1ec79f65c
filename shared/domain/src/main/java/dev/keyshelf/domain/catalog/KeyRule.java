package dev.keyshelf.domain.catalog;

import java.util.Optional;

/**
 * Which keys a SKU comes with.
 *
 * @param unitsPerKey one key for so many units; empty: one volume key for the whole line
 */
public record KeyRule(Issuer issuer, Optional<Integer> unitsPerKey) {
  /** The most keys of one order line: what one transaction can issue. */
  public static final int MOST_KEYS = 40;

  /** Refuses a key for no units. */
  public KeyRule {
    if (unitsPerKey.filter(units -> units < 1).isPresent()) {
      throw new IllegalArgumentException("a key is for one unit or more");
    }
  }

  /** Gives the rule whose keys come from a pool. */
  public static KeyRule ofPool(String name, Optional<Integer> unitsPerKey) {
    return new KeyRule(new Issuer.Pool(name), unitsPerKey);
  }

  /** Gives the name of the pool that its keys come from; empty when they are made. */
  public Optional<String> pool() {
    return from().map(Issuer.Pool::name);
  }

  /** Returns the pool that its keys come from; empty when they are made as they are issued. */
  public Optional<Issuer.Pool> from() {
    return issuer instanceof Issuer.Pool pool ? Optional.of(pool) : Optional.empty();
  }

  /** Gives the pool that its keys are reserved from as they are sold; empty when issued later. */
  public Optional<String> reservedFrom() {
    return from().filter(Issuer.Pool::reserved).map(Issuer.Pool::name);
  }

  /** Gives how many keys a quantity is worth: none for none, and a started group counts whole. */
  public int keysFor(int quantity) {
    if (quantity == 0) {
      return 0;
    }
    return unitsPerKey.map(units -> Math.ceilDiv(quantity, units)).orElse(1);
  }
}
