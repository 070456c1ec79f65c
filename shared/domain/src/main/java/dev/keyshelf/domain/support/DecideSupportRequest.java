package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.cancellation.CancellationQuote;
import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.domain.cancellation.QuoteCancellation;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Orders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers or decides a request for an operator. A grant cancels and credits as any cancel does,
 * with the request's state in the same transaction; it is made once, however often it is tried.
 */
public final class DecideSupportRequest {
  private final SupportRequests requests;
  private final QuoteCancellation quotes;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask given the notes
   */
  public DecideSupportRequest(
      SupportRequests requests,
      Orders orders,
      Entitlements entitlements,
      KeyMask mask,
      IdempotencyRecords records) {
    this.mask = mask;
    this.requests = requests;
    this.quotes = new QuoteCancellation(orders, entitlements);
    this.commands = new Commands(records);
  }

  /**
   * What an operator says.
   *
   * @param note what the partner is told
   */
  public record Command(PartnerId partner, SupportRequestId request, Verdict verdict, String note) {
    private Command masked(KeyMask mask) {
      return new Command(partner, request, verdict, mask.masked(note));
    }
  }

  /** What an operator wants to come of it. */
  public sealed interface Verdict {
    /** Says something, and decides nothing. */
    record Answer() implements Verdict {}

    /** Decides against it; after another note of the partner's it can be decided again. */
    record Decline() implements Verdict {}

    /**
     * Cancels and credits.
     *
     * @param lines empty for those of the request
     * @param credits by line; lines without one get what their terms give
     */
    record Grant(Optional<Selection> lines, Map<Integer, Money> credits) implements Verdict {
      /** Copies the map in. */
      public Grant {
        credits = Map.copyOf(credits);
      }
    }
  }

  /** The request after it was answered or decided, and what was cancelled by that. */
  public record Decided(SupportRequest request, Optional<Cancellation> cancellation) {}

  /** Why it is not so. */
  public sealed interface Refusal {
    /** The partner has no such support request. */
    record NoSuchRequest() implements Refusal {}

    /** The partner closed it. */
    record Closed() implements Refusal {}

    /** It was granted before: what was cancelled stays so. */
    record GrantedBefore(dev.keyshelf.domain.support.Decision decision) implements Refusal {}

    /** It names no order. */
    record NamesNoOrder() implements Refusal {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Refusal {}

    /** A line of it cannot be cancelled, by no decision; nothing was. */
    record NotCancellable(LineQuote.NotCancellable line) implements Refusal {}
  }

  /** Answers or decides a request. */
  public Told<StoredAnswer, Refusal> decide(Command command, Act act, Once<Decided> once) {
    var kept = command.masked(mask);
    return commands.run(once, act.at(), () -> attempt(kept, act, once));
  }

  private Decision<StoredAnswer, Refusal> attempt(Command command, Act act, Once<Decided> once) {
    var found = requests.find(command.partner(), command.request());
    if (found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchRequest());
    }
    var before = found.get();
    if (before.isClosed()) {
      return Decision.refuse(new Refusal.Closed());
    }
    return switch (command.verdict()) {
      case Verdict.Answer() ->
          said(
              command,
              before,
              before.answered(act.at()),
              Operation.SUPPORT_REQUEST_NOTED,
              act,
              once);
      case Verdict.Decline() ->
          before.isGranted()
              ? Decision.refuse(grantedBefore(before))
              : said(
                  command,
                  before,
                  before.declined(act.by().name(), act.at()),
                  Operation.SUPPORT_REQUEST_DECIDED,
                  act,
                  once);
      case Verdict.Grant grant ->
          before.isGranted()
              ? Decision.refuse(grantedBefore(before))
              : grant(command, grant, before, act, once);
    };
  }

  private static Refusal grantedBefore(SupportRequest request) {
    return new Refusal.GrantedBefore(request.decision().orElseThrow());
  }

  private Decision<StoredAnswer, Refusal> said(
      Command command,
      SupportRequest before,
      SupportRequest after,
      Operation operation,
      Act act,
      Once<Decided> once) {
    var decided = new Decided(after, Optional.empty());
    var activity = ActivityRecord.of(command.partner(), act, operation, Subjects.of(after));
    var note = Note.of(act, command.note());
    return Decision.done(
        once, decided, record -> requests.move(before, after, Optional.of(note), activity, record));
  }

  private Decision<StoredAnswer, Refusal> grant(
      Command command, Verdict.Grant grant, SupportRequest before, Act act, Once<Decided> once) {
    var order = before.concern().order();
    if (order.isEmpty()) {
      return Decision.refuse(new Refusal.NamesNoOrder());
    }
    var lines = grant.lines().orElseGet(() -> linesOf(before.concern()));
    var outcome =
        quotes.granted(
            command.partner(),
            before.concern().customer().id(),
            order.get(),
            lines,
            grant.credits(),
            act.at());
    return switch (outcome) {
      // Orders are never removed, and the request was made of one that was there.
      case QuoteCancellation.Outcome.NoSuchOrder() -> Decision.refuse(new Refusal.NamesNoOrder());
      case QuoteCancellation.Outcome.NoSuchLine(var line) ->
          Decision.refuse(new Refusal.NoSuchLine(line));
      case QuoteCancellation.Outcome.Quoted(var quote) -> {
        var refusal = quote.firstRefusal();
        yield refusal.isPresent()
            ? Decision.refuse(new Refusal.NotCancellable(refusal.get()))
            : cancel(command, quote, order.get(), before, act, once);
      }
    };
  }

  /** No line named is the entitlement's, if one is named, and the whole order else. */
  private static Selection linesOf(Concern concern) {
    if (!concern.lines().isWholeOrder()) {
      return concern.lines();
    }
    return concern
        .entitlement()
        .map(EntitlementId::line)
        .map(line -> new Selection(new TreeMap<>(Map.of(line, Optional.empty()))))
        .orElseGet(Selection::wholeOrder);
  }

  private Decision<StoredAnswer, Refusal> cancel(
      Command command,
      CancellationQuote quote,
      OrderId order,
      SupportRequest before,
      Act act,
      Once<Decided> once) {
    var reason = before.concern().reason().orElseGet(() -> new Reason(ReasonCode.OTHER, ""));
    var cancellation = Cancellation.of(quote, reason, act.at());
    var after = before.granted(cancellation, act.by().name());
    var decided = new Decided(after, Optional.of(cancellation));
    var cancelled = Subject.of(before.concern().customer().id(), order);
    var activities =
        List.of(
            ActivityRecord.of(
                command.partner(), act, Operation.SUPPORT_REQUEST_DECIDED, Subjects.of(after)),
            ActivityRecord.of(
                    command.partner(), act, Operation.ORDER_CANCELLED, cancelled.asked(before.id()))
                .because(Optional.of(reason.toString())));
    var note = Note.of(act, command.note());
    return Decision.done(
        once,
        decided,
        record -> requests.grant(before, after, note, cancellation, activities, record));
  }
}
