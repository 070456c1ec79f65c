package dev.keyshelf.testkit;

import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderLine;
import dev.keyshelf.domain.order.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A situation: an order, boring but for what is said. All orders of tests outside of the domain are
 * made here, so that another field of an order is one more line of this.
 */
public record Ordered(
    OrderId id,
    PartnerId partner,
    CustomerId customer,
    Instant at,
    String by,
    List<Purchase> purchases) {
  /** Gives this under another id. */
  public Ordered as(OrderId other) {
    return new Ordered(other, partner, customer, at, by, purchases);
  }

  /** Gives this placed at another instant, under an id of its own. */
  public Ordered at(Instant instant) {
    return new Ordered(OrderId.next(instant), partner, customer, instant, by, purchases);
  }

  /** Gives this placed by another partner. */
  public Ordered of(PartnerId other) {
    return new Ordered(id, other, customer, at, by, purchases);
  }

  /** Gives the order, with a line for each purchase. */
  public Order order() {
    var lines =
        IntStream.range(0, purchases.size())
            .mapToObj(i -> new OrderLine(i + 1, purchases.get(i)))
            .toList();
    return new Order(id, partner, customer, new Market("US"), at, by, lines, OrderState.ACTIVE, 1);
  }
}
