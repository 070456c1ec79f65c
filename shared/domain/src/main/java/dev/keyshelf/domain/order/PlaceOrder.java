package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.ReserveKeys;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys software on behalf of a customer. */
public final class PlaceOrder {
  /** With less than this left nothing more is reserved: who waits is answered within seconds. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);

  private final PurchaseFacts facts;
  private final Orders orders;
  private final Reserving reserving;
  private final ReserveKeys reserveKeys;
  private final Commands commands;

  /** Uses these stores. */
  public PlaceOrder(
      PurchaseFacts facts,
      Orders orders,
      Entitlements entitlements,
      KeyPools pools,
      Backorders backorders,
      IdempotencyRecords records) {
    this.facts = facts;
    this.orders = orders;
    this.reserving = new Reserving(pools, backorders);
    this.reserveKeys = new ReserveKeys(entitlements, pools, backorders);
    this.commands = new Commands(records);
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

  /** Why nothing is bought. */
  public sealed interface Refusal {
    /** The partner has no such customer. */
    record NoSuchCustomer() implements Refusal {}

    /** The partner may not buy now. */
    record Suspended() implements Refusal {}

    /** Every line that cannot be bought, with its reason. */
    record NotSold(List<LineFault> faults) implements Refusal {}

    /** The total is not the expected one; these lines are what it would cost. */
    record PriceChanged(Money total, List<OrderLine> lines) implements Refusal {}
  }

  /**
   * Buys all lines or none. Of an order that has more keys than one transaction takes, the others
   * are reserved at once after it, as far as the time goes; {@link ReserveKeys} goes on.
   */
  public Told<StoredAnswer, Refusal> place(Purchasing purchasing, Act act, Once<Order> once) {
    var waiting = new ArrayList<OrderId>();
    var told = commands.runOnFacts(once, act.at(), () -> decide(purchasing, act, once, waiting));
    waiting.forEach(
        order -> reserveKeys.reserve(order, act.at(), TimeLeft.atWork().less(TO_ANSWER)));
    return told;
  }

  private Decision<StoredAnswer, Refusal> decide(
      Purchasing purchasing, Act act, Once<Order> once, List<OrderId> waiting) {
    var found = facts.find(purchasing.partner(), purchasing.customer(), once.key(), act.at());
    if (found.earlier().isPresent()) {
      return Decision.of(found.earlier().get().repeatedBy(once.fingerprint()));
    }
    if (found.customer().isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchCustomer());
    }
    var partner = found.partner();
    if (partner.isEmpty() || !partner.get().mayTrade()) {
      return Decision.refuse(new Refusal.Suspended());
    }
    var customer = found.customer().get();
    var pricing =
        new Pricing(found.prices(), partner.get(), customer.market(), act.at())
            .of(purchasing.lines());
    return buy(partner.get(), customer, pricing, purchasing, act, once, waiting);
  }

  private Decision<StoredAnswer, Refusal> buy(
      Partner partner,
      Customer customer,
      Pricing pricing,
      Purchasing purchasing,
      Act act,
      Once<Order> once,
      List<OrderId> waiting) {
    if (!pricing.faults().isEmpty()) {
      return Decision.refuse(new Refusal.NotSold(List.copyOf(pricing.faults())));
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
      return Decision.refuse(new Refusal.PriceChanged(order.total(), order.lines()));
    }
    return switch (reserving.pick(order.lines())) {
      case Reserving.Outcome.TooFew(var faults) -> Decision.refuse(new Refusal.NotSold(faults));
      case Reserving.Outcome.Changed() -> new Decision.ReadAgain<>();
      case Reserving.Outcome.Picked(var reservation) ->
          Decision.done(
              once,
              order,
              record ->
                  commit(customer, order, reservation, activity(order, act), record, waiting));
    };
  }

  private static ActivityRecord activity(Order order, Act act) {
    return ActivityRecord.of(
        order.partner(), act, Operation.ORDER_PLACED, Subject.of(order.customer(), order.id()));
  }

  private Commit commit(
      Customer customer,
      Order order,
      Reservation reservation,
      ActivityRecord activity,
      IdempotencyRecord record,
      List<OrderId> waiting) {
    // The price is the market's: until an order has fixed it, it may change before the commit.
    var commit =
        customer.firstOrder().isPresent()
            ? orders.place(order, reservation, activity, record)
            : orders.placeFirst(order, reservation, activity, record);
    if (commit == Commit.DONE && reservation.waits()) {
      waiting.add(order.id());
    }
    return commit;
  }
}
