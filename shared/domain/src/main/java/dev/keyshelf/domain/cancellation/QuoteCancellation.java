package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Quotes what a cancellation would do. It changes nothing and stores nothing. */
public final class QuoteCancellation {
  private final Orders orders;
  private final Entitlements entitlements;

  /** Uses these stores. */
  public QuoteCancellation(Orders orders, Entitlements entitlements) {
    this.orders = orders;
    this.entitlements = entitlements;
  }

  /** The outcome of a quote. */
  public sealed interface Outcome {
    /** The quote, which has for each line the credit or why it cannot be cancelled. */
    record Quoted(CancellationQuote quote) implements Outcome {}

    /** The partner's customer has no such order. */
    record NoSuchOrder() implements Outcome {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Outcome {}
  }

  /** Quotes the cancellation of selected lines of an order by its buyer. */
  public Outcome quote(
      PartnerId partner, CustomerId customer, OrderId id, Selection selection, Instant now) {
    return quote(
        partner,
        customer,
        id,
        selection,
        (order, made) -> CancellationQuote.of(order, made, selection, now));
  }

  /**
   * Quotes the cancellation of selected lines of an order by an operator's decision.
   *
   * @param credits the credits that the decision grants, by line number; other lines get the credit
   *     of their terms
   */
  public Outcome granted(
      PartnerId partner,
      CustomerId customer,
      OrderId id,
      Selection selection,
      Map<Integer, Money> credits,
      Instant now) {
    return quote(
        partner,
        customer,
        id,
        selection,
        (order, made) -> CancellationQuote.granted(order, made, selection, credits, now));
  }

  private Outcome quote(
      PartnerId partner,
      CustomerId customer,
      OrderId id,
      Selection selection,
      BiFunction<Order, List<Entitlement>, CancellationQuote> quoting) {
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
    return new Outcome.Quoted(quoting.apply(order.get(), made));
  }
}
