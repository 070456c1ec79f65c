package dev.keyshelf.domain.order;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry.Charge;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Software bought on behalf of a customer: 1 to 25 lines in one currency. All lines are bought or
 * none.
 *
 * @param billedTo the customer as it stood at the purchase; empty for orders of release 0.1.0
 */
public record Order(
    OrderId id,
    PartnerId partner,
    CustomerId customer,
    Market market,
    Instant placedAt,
    String placedBy,
    Optional<BilledCustomer> billedTo,
    List<OrderLine> lines,
    OrderState state,
    long version) {
  /** The most lines of an order. One transaction can cancel that many. */
  public static final int MOST_LINES = 25;

  /**
   * Copies the lines.
   *
   * @throws IllegalArgumentException if there are no lines, too many, or more than one currency or
   *     purchase order number
   */
  public Order {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("an order must have 1 to 25 lines");
    }
    if (lines.stream().map(line -> line.purchase().total().currency()).distinct().count() > 1) {
      throw new IllegalArgumentException("all lines of an order must have the same currency");
    }
    if (lines.stream().map(Order::purchaseOrderNumber).distinct().count() > 1) {
      throw new IllegalArgumentException("an order has one purchase order number");
    }
  }

  /** Returns the number of the partner's own purchase order, if the order has one. */
  public Optional<String> purchaseOrderNumber() {
    return purchaseOrderNumber(lines.getFirst());
  }

  private static Optional<String> purchaseOrderNumber(OrderLine line) {
    return line.purchase().references().purchaseOrderNumber();
  }

  /**
   * Returns the id of the charge, by which a credit note names it. It follows from the order's id.
   * The charges of release 0.1.0 have other ids, which their orders do not know.
   */
  public Optional<String> chargeId() {
    return billedTo.map(_ -> idOfCharge());
  }

  private String idOfCharge() {
    return Ulids.of(placedAt, "charge of " + id);
  }

  /** Returns the total of the lines. */
  public Money total() {
    return lines.stream().map(line -> line.purchase().total()).reduce(Money::plus).orElseThrow();
  }

  /** Returns the part of the total that is tax. */
  public Money tax() {
    return lines.stream().map(line -> line.purchase().tax()).reduce(Money::plus).orElseThrow();
  }

  /**
   * Returns the entitlements that the order makes: one for each line. Each counts the keys that are
   * reserved with the order.
   */
  public List<Entitlement> entitlements() {
    var shares = Shares.of(lines);
    return lines.stream()
        .map(
            line ->
                Entitlement.bought(
                    EntitlementId.of(id, line.number()),
                    partner,
                    customer,
                    line.purchase(),
                    placedAt,
                    shares.of(line)))
        .toList();
  }

  /** Returns the charge for the partner. */
  public Charge charge() {
    return new Charge(
        idOfCharge(),
        partner,
        customer,
        id,
        placedAt,
        lines.stream().map(Order::charged).toList(),
        billedTo);
  }

  private static LedgerLine charged(OrderLine line) {
    var bought = line.purchase();
    return LedgerLine.of(
        line.number(),
        bought,
        bought.quantity(),
        bought.total(),
        bought.tax(),
        "%s x %s".formatted(bought.quantity(), bought.unitPrice()));
  }

  /**
   * Returns a copy after a cancellation.
   *
   * @param entitlements all of the order's entitlements, as the cancellation leaves them
   */
  public Order afterCancelling(List<Entitlement> entitlements) {
    var anyLeft = entitlements.stream().anyMatch(each -> each.activeQuantity() > 0);
    var next = anyLeft ? OrderState.PARTIALLY_CANCELLED : OrderState.CANCELLED;
    return new Order(
        id, partner, customer, market, placedAt, placedBy, billedTo, lines, next, version + 1);
  }
}
