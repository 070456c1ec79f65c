package dev.keyshelf.testkit;

import dev.keyshelf.domain.billing.BilledCustomer;
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
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A situation with an order, ordinary except for the values that a test sets. All tests outside the
 * domain make their orders here, so that a new field of orders changes only this class.
 */
public record Ordered(
    OrderId id,
    PartnerId partner,
    CustomerId customer,
    Instant at,
    String by,
    List<Purchase> purchases) {
  /** Returns a copy under another id. */
  public Ordered as(OrderId other) {
    return new Ordered(other, partner, customer, at, by, purchases);
  }

  /** Returns a copy placed at another instant, under a new id. */
  public Ordered at(Instant instant) {
    return new Ordered(OrderId.next(instant), partner, customer, instant, by, purchases);
  }

  /** Returns a copy placed by another partner. */
  public Ordered of(PartnerId other) {
    return new Ordered(id, other, customer, at, by, purchases);
  }

  /** Returns the order, with a line for each purchase. */
  public Order order() {
    var lines =
        IntStream.range(0, purchases.size())
            .mapToObj(i -> new OrderLine(i + 1, purchases.get(i)))
            .toList();
    var market = new Market("US");
    var billedTo =
        new BilledCustomer(
            "Fabrikam", "fabrikam.example", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", market);
    return new Order(
        id, partner, customer, market, at, by, Optional.of(billedTo), lines, OrderState.ACTIVE, 1);
  }
}
