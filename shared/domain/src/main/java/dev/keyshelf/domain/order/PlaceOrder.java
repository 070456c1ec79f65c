package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys software on behalf of a customer. */
public final class PlaceOrder {
  private final Partners partners;
  private final Customers customers;
  private final Catalogue catalogue;
  private final Orders orders;
  private final KeyPools pools;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public PlaceOrder(
      Partners partners,
      Customers customers,
      Catalogue catalogue,
      Orders orders,
      KeyPools pools,
      IdempotencyRecords records) {
    this.partners = partners;
    this.customers = customers;
    this.catalogue = catalogue;
    this.orders = orders;
    this.pools = pools;
    this.records = records;
  }

  /** A SKU and how many of it. */
  public record RequestedLine(SkuId sku, int quantity) {}

  /**
   * What is to be bought, for whom.
   *
   * @param expectedTotal what the buyer takes it to cost; when it costs anything else, nothing is
   *     bought
   */
  public record Purchasing(
      PartnerId partner,
      CustomerId customer,
      List<RequestedLine> lines,
      Optional<Money> expectedTotal) {
    /** Copies the lines in. */
    public Purchasing {
      lines = List.copyOf(lines);
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** All of it is bought. */
    record Placed(Order order, StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner has no such customer. */
    record NoSuchCustomer() implements Outcome {}

    /** The partner may not buy now. */
    record Suspended() implements Outcome {}

    /** Nothing is bought; every line that cannot be, with its reason. */
    record Refused(List<LineFault> faults) implements Outcome {}

    /** Nothing is bought: the total is not the expected one; these lines are what it would cost. */
    record PriceChanged(Money total, List<OrderLine> lines) implements Outcome {}
  }

  /** Buys all lines or none. */
  public Outcome place(Purchasing purchasing, Act act, Once<Order> once) {
    return Attempts.until(() -> attempt(purchasing, act, once));
  }

  private Optional<Outcome> attempt(Purchasing purchasing, Act act, Once<Order> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var customer = customers.find(purchasing.partner(), purchasing.customer());
    if (customer.isEmpty()) {
      return Optional.of(new Outcome.NoSuchCustomer());
    }
    var partner = partners.find(purchasing.partner());
    if (partner.isEmpty() || partner.get().suspended()) {
      return Optional.of(new Outcome.Suspended());
    }
    return buy(partner.get(), customer.get(), purchasing, act, once);
  }

  private Optional<Outcome> buy(
      Partner partner, Customer customer, Purchasing purchasing, Act act, Once<Order> once) {
    var pricing =
        new Pricing(catalogue, partner, customer.market(), act.at()).of(purchasing.lines());
    if (!pricing.faults().isEmpty()) {
      return Optional.of(new Outcome.Refused(List.copyOf(pricing.faults())));
    }
    var order =
        new Order(
            OrderId.next(act.at()),
            partner.id(),
            customer.id(),
            customer.market(),
            act.at(),
            act.by().name(),
            pricing.lines(),
            OrderState.ACTIVE,
            1);
    if (purchasing
        .expectedTotal()
        .filter(expected -> !expected.equals(order.total()))
        .isPresent()) {
      return Optional.of(new Outcome.PriceChanged(order.total(), order.lines()));
    }
    var faults = new ArrayList<LineFault>();
    var reservation = Reservation.pick(order.lines(), pools, faults);
    if (!faults.isEmpty()) {
      // The pool's last keys may have gone to this very request since it was looked for.
      return records.repeat(once, act.at()).isPresent()
          ? Optional.empty()
          : Optional.of(new Outcome.Refused(List.copyOf(faults)));
    }
    var record = once.record(order);
    var activity =
        ActivityRecord.of(
            partner.id(), act, Operation.ORDER_PLACED, Subject.of(customer.id(), order.id()));
    // The price is the market's: until an order has fixed it, it may change before the commit.
    var commit =
        customer.firstOrder().isPresent()
            ? orders.place(order, reservation, activity, record)
            : orders.placeFirst(order, reservation, activity, record);
    return commit == Commit.DONE
        ? Optional.of(new Outcome.Placed(order, record.answer()))
        : Optional.empty();
  }
}
