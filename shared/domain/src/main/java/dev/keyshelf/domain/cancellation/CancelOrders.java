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
 * Cancels orders one by one, each with a transaction and a result of its own. A batch that was cut
 * short is sent again with the same key: what is cancelled answers as it did, the rest goes on.
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
   * The orders to cancel, each once.
   *
   * @param reason one for all
   */
  public record Batch(PartnerId partner, List<Item> orders, Cancellation.Reason reason) {
    /** Copies the orders in; refuses none, too many, and one named twice. */
    public Batch {
      orders = List.copyOf(orders);
      if (orders.isEmpty() || orders.size() > MOST) {
        throw new IllegalArgumentException("a batch has 1 to " + MOST + " orders");
      }
      if (orders.stream().map(Item::order).distinct().count() < orders.size()) {
        throw new IllegalArgumentException("a batch names an order once");
      }
    }
  }

  /** One order of a batch. */
  public record Item(CustomerId customer, OrderId order, Selection selection, Accepted accepted) {}

  /** What became of the batch. */
  public sealed interface Outcome {
    /** Each order was tried, or left for another time: a result for each, in the batch's order. */
    record Tried(List<Result> results) implements Outcome {}

    /** Another batch has used this key; nothing was done. */
    record KeyReused() implements Outcome {}
  }

  /** What became of one order. */
  public sealed interface Result {
    /** It was decided: cancelled, cancelled before under the same key, or refused. */
    record Decided(Told<StoredAnswer, CancelOrder.Refusal> told) implements Result {}

    /** It was not decided for want of time: send the same batch again. */
    record Pending() implements Result {}
  }

  /**
   * Cancels the orders in turn, until the time runs out.
   *
   * @param once of the batch: each order's key and record is derived from it
   * @param timeLeft asked before each order
   */
  public Outcome cancel(Batch batch, Act act, Once<Cancellation> once, TimeLeft timeLeft) {
    // Fixed before the first order, so that a changed batch is noticed whatever orders it names.
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
      // Whether it committed may be unknown; sent again, its own record tells.
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
