package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.Span;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that an order has bought and that are still in their pools. A cancellation does not
 * change it at once. So it may count more keys than the order lacks, but never fewer.
 *
 * @param placedBy the user who placed the order; the log records reservations under this user
 * @param requestId of the request that placed the order
 * @param span of that request, in its client's trace
 * @param keys how many keys the order lacks, by pool; a pool of which it lacks none is left out
 * @param version rises with each change
 */
public record Backorder(
    PartnerId partner,
    CustomerId customer,
    OrderId order,
    String placedBy,
    String requestId,
    Optional<Span> span,
    Map<String, Integer> keys,
    long version) {
  /** Copies the keys. */
  public Backorder {
    keys = Map.copyOf(keys);
  }

  /** Returns this backorder with other numbers of lacking keys, by pool. */
  Backorder lacking(Map<String, Integer> now) {
    return new Backorder(partner, customer, order, placedBy, requestId, span, now, version + 1);
  }

  /** Returns how many keys the order lacks. */
  public int total() {
    return keys.values().stream().mapToInt(Integer::intValue).sum();
  }
}
