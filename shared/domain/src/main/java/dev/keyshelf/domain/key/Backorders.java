package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The orders that wait for keys. An order that does is added by what places it. */
public interface Backorders extends Backlogs {
  /** Lists some of them, the oldest first, as they are now (strongly consistent). */
  Page list(int limit, Optional<OrderId> after);

  /** Finds what an order waits for; empty when it waits for nothing. */
  Optional<Backorder> find(OrderId order);

  /**
   * Gives keys to an order that waits for them, or lets it wait for fewer: all or nothing. STALE
   * unless the order waits as it was read, and, where keys are given, the entitlement is as it was
   * read with its gate open, and each key is still in its pool.
   *
   * @param after what it waits for then; when that is nothing, it waits no more
   * @param now of the decision
   */
  Commit reserve(Backorder before, Backorder after, Optional<Reserved> reserved, Instant now);

  /** Keys that an entitlement is given, and what the log says of it. */
  record Reserved(Entitlement entitlement, List<PooledKey> keys, ActivityRecord activity) {
    /** Copies the keys in. */
    public Reserved {
      keys = List.copyOf(keys);
    }
  }

  /** Some of them, and where to go on if there may be more. */
  record Page(List<Backorder> backorders, Optional<OrderId> next) {}
}
