package dev.keyshelf.domain.key;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.Map;

/**
 * The keys that an order has paid for and that have not left their pools yet. What is cancelled
 * meanwhile stays in it until the order is looked at again: it may be more than is lacking, never
 * less.
 *
 * @param placedBy the user who placed the order; what is reserved for it is recorded as theirs
 * @param requestId of the request that placed it
 * @param keys how many of each pool; those that lack none are left out
 * @param version rises with each change
 */
public record Backorder(
    PartnerId partner,
    CustomerId customer,
    OrderId order,
    String placedBy,
    String requestId,
    Map<String, Integer> keys,
    long version) {
  /** Copies the keys in. */
  public Backorder {
    keys = Map.copyOf(keys);
  }

  /** Gives this when so many keys of each pool are lacking. */
  Backorder lacking(Map<String, Integer> now) {
    return new Backorder(partner, customer, order, placedBy, requestId, now, version + 1);
  }

  /** Gives how many keys are lacking. */
  public int total() {
    return keys.values().stream().mapToInt(Integer::intValue).sum();
  }
}
