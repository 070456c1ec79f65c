package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Orders;
import java.time.Instant;

/** Tells what a cancel would do; it changes nothing and stores nothing. */
public final class QuoteCancellation {
  private final Orders orders;
  private final Entitlements entitlements;

  /** Uses these stores. */
  public QuoteCancellation(Orders orders, Entitlements entitlements) {
    this.orders = orders;
    this.entitlements = entitlements;
  }

  /** What a look at the order gives. */
  public sealed interface Outcome {
    /** The quote: line by line what a cancel gives back, or why it cannot be. */
    record Quoted(CancellationQuote quote) implements Outcome {}

    /** The partner's customer has no such order. */
    record NoSuchOrder() implements Outcome {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Outcome {}
  }

  /** Quotes the cancel of a selection of an order's lines. */
  public Outcome quote(
      PartnerId partner, CustomerId customer, OrderId id, Selection selection, Instant now) {
    var order = orders.find(partner, customer, id);
    if (order.isEmpty()) {
      return new Outcome.NoSuchOrder();
    }
    for (var line : selection.quantities().keySet()) {
      if (line > order.get().lines().size()) {
        return new Outcome.NoSuchLine(line);
      }
    }
    var made = entitlements.listOf(partner, customer, id);
    return new Outcome.Quoted(CancellationQuote.of(order.get(), made, selection, now));
  }
}
