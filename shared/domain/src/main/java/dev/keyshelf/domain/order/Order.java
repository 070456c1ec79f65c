package dev.keyshelf.domain.order;

import dev.keyshelf.domain.billing.LedgerEntry.Charge;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.util.List;

/** Software bought on behalf of a customer: 1 to 25 lines of one currency, all or nothing. */
public record Order(
    OrderId id,
    PartnerId partner,
    CustomerId customer,
    Market market,
    Instant placedAt,
    String placedBy,
    List<OrderLine> lines,
    OrderState state,
    long version) {
  /** The most lines of an order: what one transaction can cancel. */
  public static final int MOST_LINES = 25;

  /** Refuses an order without lines, with too many, or of more than one currency. */
  public Order {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("an order has 1 to 25 lines");
    }
    if (lines.stream().map(line -> line.purchase().total().currency()).distinct().count() > 1) {
      throw new IllegalArgumentException("an order has one currency");
    }
  }

  /** Gives the sum of the lines. */
  public Money total() {
    return lines.stream().map(line -> line.purchase().total()).reduce(Money::plus).orElseThrow();
  }

  /** Gives the part of the sum that is tax. */
  public Money tax() {
    return lines.stream().map(line -> line.purchase().tax()).reduce(Money::plus).orElseThrow();
  }

  /** Gives the rights that the lines make: one each, with the keys that come with the order. */
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

  /** Gives what the partner is charged. */
  public Charge charge() {
    return new Charge(
        Ulids.next(placedAt),
        partner,
        customer,
        id,
        placedAt,
        lines.stream().map(line -> charged(line.number(), line.purchase())).toList());
  }

  private static LedgerLine charged(int number, Purchase bought) {
    return new LedgerLine(
        number,
        bought.sku(),
        bought.productTitle() + ", " + bought.skuTitle(),
        bought.quantity(),
        bought.total(),
        bought.tax(),
        bought.terms().name(),
        "%s x %s".formatted(bought.quantity(), bought.unitPrice()));
  }

  /** Gives this after a cancellation that left its entitlements so. */
  public Order afterCancelling(List<Entitlement> entitlements) {
    var anyLeft = entitlements.stream().anyMatch(each -> each.activeQuantity() > 0);
    var next = anyLeft ? OrderState.PARTIALLY_CANCELLED : OrderState.CANCELLED;
    return new Order(id, partner, customer, market, placedAt, placedBy, lines, next, version + 1);
  }
}
