package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys software on behalf of a customer. */
public final class PlaceOrder {
  private final PurchaseFacts facts;
  private final Orders orders;
  private final KeyPools pools;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public PlaceOrder(
      PurchaseFacts facts, Orders orders, KeyPools pools, IdempotencyRecords records) {
    this.facts = facts;
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
    var found = facts.find(purchasing.partner(), purchasing.customer(), once.key(), act.at());
    if (found.earlier().isPresent()) {
      var repeat = found.earlier().get().repeatedBy(once.fingerprint());
      return Optional.of(new Outcome.Repeated(repeat));
    }
    if (found.customer().isEmpty()) {
      return Optional.of(new Outcome.NoSuchCustomer());
    }
    var partner = found.partner();
    if (partner.isEmpty() || !partner.get().mayTrade()) {
      return Optional.of(new Outcome.Suspended());
    }
    var customer = found.customer().get();
    var pricing =
        new Pricing(found.prices(), partner.get(), customer.market(), act.at())
            .of(purchasing.lines());
    return buy(partner.get(), customer, pricing, purchasing, act, once);
  }

  private Optional<Outcome> buy(
      Partner partner,
      Customer customer,
      Pricing pricing,
      Purchasing purchasing,
      Act act,
      Once<Order> once) {
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
