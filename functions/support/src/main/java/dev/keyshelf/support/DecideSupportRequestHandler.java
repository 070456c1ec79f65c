package dev.keyshelf.support;

import dev.keyshelf.api.LineRefusal;
import dev.keyshelf.api.OperatorHandler;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest.Refusal;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import java.time.Instant;

/**
 * Answers or decides a support request for an operator, who invokes it with credentials of AWS: it
 * has no route. A grant cancels and credits in the same transaction.
 */
public final class DecideSupportRequestHandler extends OperatorHandler {
  private final DecideSupportRequest decideSupportRequest;

  /** For Lambda. */
  public DecideSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public DecideSupportRequestHandler(Wiring wiring) {
    super(wiring.clock());
    this.decideSupportRequest =
        new DecideSupportRequest(
            wiring.supportRequests(),
            wiring.orders(),
            wiring.entitlements(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    var said = DecisionFields.read(event, fingerprint, now);
    return Stored.reply(
        decideSupportRequest.decide(said.command(), said.act(), said.once()),
        DecideSupportRequestHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchRequest() -> Problem.notFound();
      case Refusal.Closed() -> SupportProblems.closed();
      case Refusal.GrantedBefore(var decision) ->
          Problem.of(
              ProblemCode.ALREADY_GRANTED,
              "It was granted at %s, with credit note %s."
                  .formatted(decision.at(), decision.grant().orElseThrow().creditNote()));
      case Refusal.NamesNoOrder() -> SupportProblems.namesNoOrder();
      case Refusal.QuoteOutdated() ->
          Problem.of(
              ProblemCode.QUOTE_OUTDATED,
              "What the grant would pay has changed since that quote: ask for another.");
      case Refusal.NoSuchLine(var line) -> SupportProblems.noSuchLine(line);
      case Refusal.NotCancellable(var line) -> LineRefusal.problem(line);
    };
  }
}
