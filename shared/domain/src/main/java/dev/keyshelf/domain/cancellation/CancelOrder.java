package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Orders;
import java.util.Optional;

/**
 * Cancels an order or some of its lines. Keys and links of cancelled units stop working
 * immediately, and the credit is booked.
 */
public final class CancelOrder {
  private final QuoteCancellation quotes;
  private final Cancellations cancellations;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask masks product keys in the reasons
   */
  public CancelOrder(
      Orders orders,
      Entitlements entitlements,
      Cancellations cancellations,
      KeyMask mask,
      IdempotencyRecords records) {
    this.quotes = new QuoteCancellation(orders, entitlements);
    this.cancellations = cancellations;
    this.mask = mask;
    this.commands = new Commands(records);
  }

  /** The lines to cancel, and the quote or credit that the caller accepted. */
  public record Command(
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Selection selection,
      Accepted accepted,
      Cancellation.Reason reason) {
    private Command because(Cancellation.Reason why) {
      return new Command(partner, customer, order, selection, accepted, why);
    }
  }

  /** What the caller has agreed to. Nothing is cancelled if the current quote differs from it. */
  public sealed interface Accepted {
    /** A quote, by its id. */
    record Quote(String id) implements Accepted {}

    /** A credit of exactly this amount. */
    record Credit(Money amount) implements Accepted {}

    /** Returns whether the caller has agreed to a quote. */
    default boolean covers(CancellationQuote quote) {
      return switch (this) {
        case Quote(var id) -> quote.id().equals(id);
        case Credit(var amount) -> quote.credit().equals(amount);
      };
    }
  }

  /** Why nothing was cancelled. */
  public sealed interface Refusal {
    /** The partner's customer has no such order. */
    record NoSuchOrder() implements Refusal {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Refusal {}

    /** A selected line cannot be cancelled, so nothing was. */
    record NotCancellable(CancellationQuote quote, LineQuote.NotCancellable line)
        implements Refusal {}

    /** The current quote is not the accepted one: the order or the UTC day has changed. */
    record QuoteOutdated(CancellationQuote now) implements Refusal {}
  }

  /** Cancels the selected lines, if the current quote is the accepted one. */
  public Told<StoredAnswer, Refusal> cancel(Command command, Act act, Once<Cancellation> once) {
    return cancelAsKept(command.because(masked(command.reason())), act, once);
  }

  /** Returns a reason with its product keys masked, as it is stored. */
  Cancellation.Reason masked(Cancellation.Reason reason) {
    return reason.masked(mask);
  }

  /** Cancels as {@link #cancel} does, for a reason that is masked already. */
  Told<StoredAnswer, Refusal> cancelAsKept(Command command, Act act, Once<Cancellation> once) {
    return commands.run(once, act.at(), () -> decide(command, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      Command command, Act act, Once<Cancellation> once) {
    var outcome =
        quotes.quote(
            command.partner(), command.customer(), command.order(), command.selection(), act.at());
    return switch (outcome) {
      case QuoteCancellation.Outcome.NoSuchOrder() -> Decision.refuse(new Refusal.NoSuchOrder());
      case QuoteCancellation.Outcome.NoSuchLine(var line) ->
          Decision.refuse(new Refusal.NoSuchLine(line));
      case QuoteCancellation.Outcome.Quoted(var quote) -> carryOut(command, quote, act, once);
    };
  }

  private Decision<StoredAnswer, Refusal> carryOut(
      Command command, CancellationQuote quote, Act act, Once<Cancellation> once) {
    var refusal = quote.firstRefusal();
    if (refusal.isPresent()) {
      return Decision.refuse(new Refusal.NotCancellable(quote, refusal.get()));
    }
    if (!command.accepted().covers(quote)) {
      return Decision.refuse(new Refusal.QuoteOutdated(quote));
    }
    var cancellation = Cancellation.of(quote, command.reason(), act.at());
    var activity =
        ActivityRecord.of(
                command.partner(),
                act,
                Operation.ORDER_CANCELLED,
                Subject.of(command.customer(), command.order()))
            .because(Optional.of(command.reason().toString()));
    return Decision.done(
        once, cancellation, record -> cancellations.commit(cancellation, activity, record));
  }
}
