package dev.keyshelf.support;

import dev.keyshelf.api.OperatorHandler;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
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
            wiring.idempotencyRecords());
  }

  @Override
  protected Answer answer(Body event, String fingerprint, Instant now) {
    var said = DecisionFields.read(event, fingerprint, now);
    return switch (decideSupportRequest.decide(said.command(), said.act(), said.once())) {
      case Outcome.Done(_, var answer) -> Stored.answer(answer);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchRequest() -> throw SupportProblems.notFound();
      case Outcome.Closed() -> throw SupportProblems.closed();
      case Outcome.GrantedBefore(var decision) ->
          throw refused(
              "already-granted",
              "It was granted at %s, with credit note %s."
                  .formatted(decision.at(), decision.grant().orElseThrow().creditNote()));
      case Outcome.NamesNoOrder() ->
          throw refused("names-no-order", "It names no order: there is nothing to cancel.");
      case Outcome.NoSuchLine(var line) -> throw SupportProblems.noSuchLine(line);
      case Outcome.NotCancellable(var line) ->
          throw refused(
              DecisionFields.code(line.reason()),
              "Line %d cannot be cancelled: %s."
                  .formatted(line.entitlement().id().line(), line.detail()));
    };
  }

  private static ProblemException refused(String code, String detail) {
    return new ProblemException(Problem.conflict(code, detail));
  }
}
