package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.order.Orders;
import java.util.Optional;

/** Cancels an order or some of its lines: keys and links are dead at once, the credit is booked. */
public final class CancelOrder {
  private final QuoteCancellation quotes;
  private final Cancellations cancellations;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public CancelOrder(
      Orders orders,
      Entitlements entitlements,
      Cancellations cancellations,
      IdempotencyRecords records) {
    this.quotes = new QuoteCancellation(orders, entitlements);
    this.cancellations = cancellations;
    this.records = records;
  }

  /** What is to be cancelled, for what was accepted. */
  public record Command(
      PartnerId partner,
      CustomerId customer,
      OrderId order,
      Selection selection,
      Accepted accepted,
      Cancellation.Reason reason) {}

  /** What the canceller has agreed to: nothing is cancelled for anything else. */
  public sealed interface Accepted {
    /** A quote, by its id. */
    record Quote(String id) implements Accepted {}

    /** A credit of exactly so much. */
    record Credit(Money amount) implements Accepted {}

    /** Tells whether a quote is what was agreed to. */
    default boolean covers(CancellationQuote quote) {
      return switch (this) {
        case Quote(var id) -> quote.id().equals(id);
        case Credit(var amount) -> quote.credit().equals(amount);
      };
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** It is cancelled and the credit booked. */
    record Cancelled(Cancellation cancellation, StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner's customer has no such order. */
    record NoSuchOrder() implements Outcome {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Outcome {}

    /** A line of the selection cannot be cancelled; nothing was. */
    record NotCancellable(CancellationQuote quote, LineQuote.NotCancellable line)
        implements Outcome {}

    /** The order or the day has moved since the quote; nothing was cancelled. */
    record QuoteOutdated(CancellationQuote now) implements Outcome {}
  }

  /** Cancels what the quote named, for exactly the credit that it named. */
  public Outcome cancel(Command command, Act act, Once<Cancellation> once) {
    return Attempts.until(() -> attempt(command, act, once));
  }

  private Optional<Outcome> attempt(Command command, Act act, Once<Cancellation> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var outcome =
        quotes.quote(
            command.partner(), command.customer(), command.order(), command.selection(), act.at());
    return switch (outcome) {
      case QuoteCancellation.Outcome.NoSuchOrder() -> Optional.of(new Outcome.NoSuchOrder());
      case QuoteCancellation.Outcome.NoSuchLine(var line) ->
          Optional.of(new Outcome.NoSuchLine(line));
      case QuoteCancellation.Outcome.Quoted(var quote) -> carryOut(command, quote, act, once);
    };
  }

  /** What moved the order may be this request itself, sent twice and committed since we looked. */
  private Outcome unlessRepeated(Outcome refusal, Act act, Once<Cancellation> once) {
    return records.repeat(once, act.at()).<Outcome>map(Outcome.Repeated::new).orElse(refusal);
  }

  private Optional<Outcome> carryOut(
      Command command, CancellationQuote quote, Act act, Once<Cancellation> once) {
    var refusal = quote.firstRefusal();
    if (refusal.isPresent()) {
      return Optional.of(
          unlessRepeated(new Outcome.NotCancellable(quote, refusal.get()), act, once));
    }
    if (!command.accepted().covers(quote)) {
      return Optional.of(unlessRepeated(new Outcome.QuoteOutdated(quote), act, once));
    }
    var cancellation = Cancellation.of(quote, command.reason(), act.at());
    var activity =
        ActivityRecord.of(
                command.partner(),
                act,
                Operation.ORDER_CANCELLED,
                Subject.of(command.customer(), command.order()))
            .because(Optional.of(command.reason().toString()));
    var record = once.record(cancellation);
    return cancellations.commit(cancellation, activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Cancelled(cancellation, record.answer()))
        : Optional.empty();
  }
}
