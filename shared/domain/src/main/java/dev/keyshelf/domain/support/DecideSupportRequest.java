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
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Orders;
import java.util.List;
import java.util.Optional;

/**
 * Answers or decides a support request for an operator. A grant cancels and credits as any other
 * cancellation does, and changes the request's state in the same transaction. A request is granted
 * at most once.
 */
public final class DecideSupportRequest {
  private final SupportRequests requests;
  private final QuoteGrant quotes;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask masks product keys in the notes
   */
  public DecideSupportRequest(
      SupportRequests requests,
      Orders orders,
      Entitlements entitlements,
      KeyMask mask,
      IdempotencyRecords records) {
    this.mask = mask;
    this.requests = requests;
    this.quotes = new QuoteGrant(orders, entitlements);
    this.commands = new Commands(records);
  }

  /**
   * An operator's answer or decision.
   *
   * @param note the text for the partner
   */
  public record Command(PartnerId partner, SupportRequestId request, Verdict verdict, String note) {
    private Command masked(KeyMask mask) {
      return new Command(partner, request, verdict, mask.masked(note));
    }
  }

  /** Whether the operator answers, declines or grants the request. */
  public sealed interface Verdict {
    /** Adds a note and decides nothing. */
    record Answer() implements Verdict {}

    /** Declines the request. It can be decided again later. */
    record Decline() implements Verdict {}

    /**
     * Grants the request: cancels and credits.
     *
     * @param quote the id of the quote that the operator confirms; nothing is done if the current
     *     quote has another id
     */
    record Grant(QuoteGrant.Terms terms, Optional<String> quote) implements Verdict {}
  }

  /** The request after the answer or decision, its note, and the cancellation of a grant. */
  public record Decided(SupportRequest request, Note note, Optional<Cancellation> cancellation) {}

  /** Why the request was not answered or decided. */
  public sealed interface Refusal {
    /** The partner has no such support request. */
    record NoSuchRequest() implements Refusal {}

    /** The partner closed the request. */
    record Closed() implements Refusal {}

    /** The request was granted before. That decision is final. */
    record GrantedBefore(dev.keyshelf.domain.support.Decision decision) implements Refusal {}

    /** The request names no order. */
    record NamesNoOrder() implements Refusal {}

    /** The order has no such line. */
    record NoSuchLine(int line) implements Refusal {}

    /** The current quote differs from the confirmed one. */
    record QuoteOutdated() implements Refusal {}

    /** A line cannot be cancelled, not even by a decision. Nothing was cancelled. */
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
    var note = Note.of(act, command.note());
    var decided = new Decided(after, note, Optional.empty());
    var activity = ActivityRecord.of(command.partner(), act, operation, Subjects.of(after));
    return Decision.done(
        once, decided, record -> requests.move(before, after, Optional.of(note), activity, record));
  }

  private Decision<StoredAnswer, Refusal> grant(
      Command command, Verdict.Grant grant, SupportRequest before, Act act, Once<Decided> once) {
    return switch (quotes.quote(before, grant.terms(), act.at())) {
      case QuoteGrant.Outcome.NamesNoOrder() -> Decision.refuse(new Refusal.NamesNoOrder());
      case QuoteGrant.Outcome.NoSuchLine(var line) -> Decision.refuse(new Refusal.NoSuchLine(line));
      case QuoteGrant.Outcome.Quoted(var quote, _) -> {
        var refusal = quote.firstRefusal();
        if (refusal.isPresent()) {
          yield Decision.refuse(new Refusal.NotCancellable(refusal.get()));
        }
        yield grant.quote().filter(confirmed -> !confirmed.equals(quote.id())).isPresent()
            ? Decision.refuse(new Refusal.QuoteOutdated())
            : cancel(command, quote, before, act, once);
      }
    };
  }

  private Decision<StoredAnswer, Refusal> cancel(
      Command command,
      CancellationQuote quote,
      SupportRequest before,
      Act act,
      Once<Decided> once) {
    var reason = before.concern().reason().orElseGet(() -> new Reason(ReasonCode.NOT_STATED, ""));
    var cancellation = Cancellation.of(quote, reason, act.at());
    var after = before.granted(cancellation, act.by().name());
    var note = Note.of(act, command.note());
    var decided = new Decided(after, note, Optional.of(cancellation));
    var cancelled = Subject.of(before.concern().customer().id(), quote.order().id());
    var activities =
        List.of(
            ActivityRecord.of(
                command.partner(), act, Operation.SUPPORT_REQUEST_DECIDED, Subjects.of(after)),
            ActivityRecord.of(
                    command.partner(), act, Operation.ORDER_CANCELLED, cancelled.asked(before.id()))
                .because(Optional.of(reason.toString())));
    return Decision.done(
        once,
        decided,
        record -> requests.grant(before, after, note, cancellation, activities, record));
  }
}
