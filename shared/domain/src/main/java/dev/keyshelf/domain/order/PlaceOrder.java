package dev.keyshelf.domain.order;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.entitlement.References;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys software on behalf of a customer. */
public final class PlaceOrder {
  /**
   * With this much time left, no more keys are reserved, so that the caller is answered in time.
   */
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

  /** A SKU, how many of it, and what the partner calls that. */
  public record RequestedLine(SkuId sku, int quantity, References references) {
    /** Makes a line without references. */
    public RequestedLine(SkuId sku, int quantity) {
      this(sku, quantity, References.none());
    }
  }

  /**
   * The lines to buy, and the customer they are for.
   *
   * @param lines all of them with the same purchase order number, or none
   * @param expectedTotal the total that the buyer expects; nothing is bought if the actual total
   *     differs
   */
  public record Purchasing(
      PartnerId partner,
      CustomerId customer,
      List<RequestedLine> lines,
      Optional<Money> expectedTotal) {
    /** Copies the lines. */
    public Purchasing {
      lines = List.copyOf(lines);
    }
  }

  /** Why nothing was bought. */
  public sealed interface Refusal {
    /** The partner has no such customer. */
    record NoSuchCustomer() implements Refusal {}

    /** The customer is archived. */
    record CustomerArchived(Instant since) implements Refusal {}

    /** The partner is suspended, or not known. */
    record Suspended() implements Refusal {}

    /** Some lines cannot be bought. Each has a fault. */
    record NotSold(List<LineFault> faults) implements Refusal {}

    /** The total is not the expected one. These are the actual total and lines. */
    record PriceChanged(Money total, List<OrderLine> lines) implements Refusal {}
  }

  /**
   * Buys all lines or none. If the order needs more keys than one transaction can reserve, this
   * method reserves the others after it, until the time runs out. A schedule reserves the rest.
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
    if (customer.archivedAt().isPresent()) {
      return Decision.refuse(new Refusal.CustomerArchived(customer.archivedAt().get()));
    }
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
            Optional.of(billed(customer)),
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

  private static BilledCustomer billed(Customer customer) {
    return new BilledCustomer(
        customer.companyName(),
        customer.domain().ascii(),
        customer.tenant().value(),
        customer.market());
  }

  private static ActivityRecord activity(Order order, Act act) {
    var placed =
        ActivityRecord.of(
            order.partner(), act, Operation.ORDER_PLACED, Subject.of(order.customer(), order.id()));
    return ReferencesInWords.of(order).map(placed::about).orElse(placed);
  }

  private Commit commit(
      Customer customer,
      Order order,
      Reservation reservation,
      ActivityRecord activity,
      IdempotencyRecord record,
      List<OrderId> waiting) {
    // The market decides the price. Until an order has fixed it, the market may change before the
    // commit.
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
