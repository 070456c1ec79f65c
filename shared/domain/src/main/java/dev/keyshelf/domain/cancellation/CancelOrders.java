package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.cancellation.CancelOrder.Accepted;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cancels orders one by one, each in its own transaction and with its own result. If the time runs
 * out, the caller sends the batch again with the same idempotency key. Orders that were cancelled
 * then return the same answer, and the batch continues with the others.
 */
public final class CancelOrders {
  /** The most orders of a batch. */
  public static final int MOST = 100;

  private final CancelOrder cancelOrder;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public CancelOrders(CancelOrder cancelOrder, IdempotencyRecords records) {
    this.cancelOrder = cancelOrder;
    this.records = records;
  }

  /**
   * The orders to cancel.
   *
   * @param orders 1 to {@link #MOST} different orders
   * @param reason the reason for all of them
   */
  public record Batch(PartnerId partner, List<Item> orders, Cancellation.Reason reason) {
    /**
     * Copies the orders.
     *
     * @throws IllegalArgumentException if there are none, too many, or one is named twice
     */
    public Batch {
      orders = List.copyOf(orders);
      if (orders.isEmpty() || orders.size() > MOST) {
        throw new IllegalArgumentException("a batch must have 1 to " + MOST + " orders");
      }
      if (orders.stream().map(Item::order).distinct().count() < orders.size()) {
        throw new IllegalArgumentException("a batch must not name an order twice");
      }
    }
  }

  /** One order of a batch. */
  public record Item(CustomerId customer, OrderId order, Selection selection, Accepted accepted) {}

  /** The outcome of a batch. */
  public sealed interface Outcome {
    /** The batch was run. There is one result for each order, in the order of the batch. */
    record Tried(List<Result> results) implements Outcome {}

    /** Another batch has used this idempotency key. Nothing was done. */
    record KeyReused() implements Outcome {}
  }

  /** The result of one order. */
  public sealed interface Result {
    /** The order was cancelled, was cancelled before under the same key, or was refused. */
    record Decided(Told<StoredAnswer, CancelOrder.Refusal> told) implements Result {}

    /** The outcome is not known, because of time or an outage. Send the same batch again. */
    record Pending() implements Result {}
  }

  /**
   * Cancels the orders one after the other, until the time runs out.
   *
   * @param once the idempotency of the batch; each order derives its own key and record from it
   * @param timeLeft checked before each order
   */
  public Outcome cancel(Batch batch, Act act, Once<Cancellation> once, TimeLeft timeLeft) {
    // The key is claimed before the first order, so that a changed batch under the same key is
    // refused even if it names other orders.
    if (!records.claim(once.key(), once.fingerprint(), act.at())) {
      return new Outcome.KeyReused();
    }
    var results = new ArrayList<Result>();
    var kept = cancelOrder.masked(batch.reason());
    for (var item : batch.orders()) {
      results.add(!timeLeft.isOver() ? cancel(batch, kept, item, act, once) : new Result.Pending());
    }
    return new Outcome.Tried(List.copyOf(results));
  }

  private Result cancel(
      Batch batch, Cancellation.Reason why, Item item, Act act, Once<Cancellation> once) {
    var command =
        new CancelOrder.Command(
            batch.partner(), item.customer(), item.order(), item.selection(), item.accepted(), why);
    try {
      return new Result.Decided(
          cancelOrder.cancelAsKept(command, act, ofOrder(once, item.order())));
    } catch (UnavailableException _) {
      // It may be unknown whether the order was cancelled. If the batch is sent again, the order's
      // idempotency record says so.
      return new Result.Pending();
    }
  }

  private static Once<Cancellation> ofOrder(Once<Cancellation> batch, OrderId order) {
    var key = batch.key();
    return new Once<>(
        new IdempotencyKey(key.partner(), key.route() + " " + order, key.key()),
        batch.fingerprint(),
        batch.answer());
  }
}
