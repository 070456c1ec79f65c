package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The orders that wait for keys. The transaction that places such an order adds it. */
public interface Backorders extends Backlogs {
  /** Lists the backorders, the oldest first (strongly consistent). */
  Page list(int limit, Optional<OrderId> after);

  /** Finds the backorder of an order; empty if the order waits for no keys. */
  Optional<Backorder> find(OrderId order);

  /**
   * Reserves keys for an order that waits for them, or reduces the number that it waits for, in one
   * transaction.
   *
   * @param after what the order waits for afterwards; without keys, the backorder is removed
   * @param now the time of the decision
   * @return STALE if the backorder has changed since it was read. If keys are reserved, also STALE
   *     if the entitlement has changed, if its gate is closed, or if a key has left its pool
   */
  Commit reserve(Backorder before, Backorder after, Optional<Reserved> reserved, Instant now);

  /** Keys that are reserved for an entitlement, and the activity record of that. */
  record Reserved(Entitlement entitlement, List<PooledKey> keys, ActivityRecord activity) {
    /** Copies the keys. */
    public Reserved {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A page of backorders.
   *
   * @param next where the next page begins (exclusive); empty on the last page
   */
  record Page(List<Backorder> backorders, Optional<OrderId> next) {}
}
