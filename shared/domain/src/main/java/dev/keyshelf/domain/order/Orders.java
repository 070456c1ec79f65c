package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders of a customer. */
public interface Orders {
  /** Finds an order of this partner's customer. The read is strongly consistent. */
  Optional<Order> find(PartnerId partner, CustomerId customer, OrderId id);

  /**
   * Finds orders of this partner, in no order. The reads are strongly consistent.
   *
   * @param owners the customer of each; an order that it does not have is left out
   */
  List<Order> find(PartnerId partner, Map<OrderId, CustomerId> owners);

  /**
   * Lists orders of a customer, newest first. A page may be short or even empty without being the
   * last one.
   */
  Page list(
      PartnerId partner, CustomerId customer, Wanted wanted, int limit, Optional<OrderId> after);

  /**
   * Writes an order, its entitlements, the keys it reserves, its backorder, its charge, its
   * activity record and its answer, all or none.
   *
   * @return STALE unless each key is still in its pool, and no other order has started to wait for
   *     a pool that this one waits for
   */
  Commit place(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Writes the first order of a customer, as {@link #place} does, and fixes the customer's market.
   *
   * @return STALE as in {@link #place}, or if the customer's market is no longer the order's
   */
  Commit placeFirst(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once);

  /**
   * A filter for the orders placed from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param state the state of the orders; empty for any
   */
  record Wanted(Instant from, Instant to, Optional<OrderState> state) {
    /** Returns whether an order is in the wanted state. Does not check when it was placed. */
    public boolean includes(Order order) {
      return state.map(order.state()::equals).orElse(true);
    }
  }

  /** Some orders, and where the next page starts if there may be more. */
  record Page(List<Order> orders, Optional<OrderId> next) {}
}
