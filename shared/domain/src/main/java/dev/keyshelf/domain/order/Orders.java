package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The orders of a customer. */
public interface Orders {
  /** Finds an order of this partner's customer, as it is now (strongly consistent). */
  Optional<Order> find(PartnerId partner, CustomerId customer, OrderId id);

  /**
   * Lists some of a customer's orders, newest first. A page may be short, even empty, and not be
   * the last.
   */
  Page list(
      PartnerId partner, CustomerId customer, Wanted wanted, int limit, Optional<OrderId> after);

  /**
   * Writes an order with the rights it makes, the keys it reserves, what it waits for, its charge,
   * its activity and its answer: all or none; STALE unless each key is still in its pool, and no
   * other order began to wait for a pool that this one waits for.
   */
  Commit place(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Writes the first order of a customer, and with it that the customer's market stays; STALE
   * unless that is the order's market at this moment.
   */
  Commit placeFirst(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Which orders: those placed from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param state empty for whatever became of them
   */
  record Wanted(Instant from, Instant to, Optional<OrderState> state) {
    /** Tells whether an order is in the state that is asked for. */
    public boolean includes(Order order) {
      return state.map(order.state()::equals).orElse(true);
    }
  }

  /** Some orders, and where to go on if there may be more. */
  record Page(List<Order> orders, Optional<OrderId> next) {}
}
