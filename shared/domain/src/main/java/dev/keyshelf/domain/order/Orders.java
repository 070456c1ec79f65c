package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The orders of a customer. */
public interface Orders {
  /** Finds an order of this partner's customer, as it is now (strongly consistent). */
  Optional<Order> find(PartnerId partner, CustomerId customer, OrderId id);

  /** Lists a customer's orders, newest first. */
  Page list(PartnerId partner, CustomerId customer, int limit, Optional<OrderId> after);

  /**
   * Writes an order with the rights it makes, its charge, its activity and its answer: all or none.
   */
  Commit place(Order order, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Writes the first order of a customer, and with it that the customer's market stays; STALE
   * unless that is the order's market at this moment.
   */
  Commit placeFirst(Order order, ActivityRecord activity, IdempotencyRecord once);

  /** Some orders, and where to go on if there may be more. */
  record Page(List<Order> orders, Optional<OrderId> next) {}
}
