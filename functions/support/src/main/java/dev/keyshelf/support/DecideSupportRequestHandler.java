package dev.keyshelf.support;

import dev.keyshelf.api.OperatorInvocationHandler;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Reply;
import java.time.Instant;

/**
 * Answers or decides a support request for an operator. It has no route: the operator invokes it
 * with AWS credentials. A grant cancels and credits in the same transaction.
 */
public final class DecideSupportRequestHandler extends OperatorInvocationHandler {
  private final DecideSupportRequest decideSupportRequest;

  /** Creates the handler in Lambda, from its environment. */
  public DecideSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
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
        decideSupportRequest.decide(said.command(), said.act(), said.once()), DecisionProblems::of);
  }
}
