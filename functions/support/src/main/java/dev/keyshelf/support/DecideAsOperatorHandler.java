package dev.keyshelf.support;

import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/**
 * {@code POST /v1/operator/partners/{partnerId}/support-requests/{requestId}/decision}: grants or
 * declines a support request. A grant cancels and credits in the same transaction.
 */
public final class DecideAsOperatorHandler extends OperatorRouteHandler {
  private final DecideSupportRequest decideSupportRequest;

  /** Creates the handler in Lambda, from its environment. */
  public DecideAsOperatorHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public DecideAsOperatorHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.decideSupportRequest =
        new DecideSupportRequest(
            wiring.supportRequests(),
            wiring.orders(),
            wiring.entitlements(),
            wiring.keyMask(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    Parameters.none(call.request());
    var once = call.once(OperatorJson::decided);
    var partner = call.partner();
    var id = call.id("requestId", SupportRequestId::parse);
    var command = DecisionFields.command(Body.of(call.request()), partner, id);
    return Stored.reply(
        decideSupportRequest.decide(command, call.act(), once), DecisionProblems::of);
  }
}
