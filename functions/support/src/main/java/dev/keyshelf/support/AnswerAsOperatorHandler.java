package dev.keyshelf.support;

import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest.Command;
import dev.keyshelf.domain.support.DecideSupportRequest.Verdict;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/operator/partners/{partnerId}/support-requests/{requestId}/answers}: answers a
 * support request with a note, and decides nothing.
 */
public final class AnswerAsOperatorHandler extends OperatorRouteHandler {
  private final DecideSupportRequest decideSupportRequest;

  /** Creates the handler in Lambda, from its environment. */
  public AnswerAsOperatorHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public AnswerAsOperatorHandler(Wiring wiring) {
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
    var once = call.once(OperatorJson::answered);
    var partner = call.partner();
    var id = call.id("requestId", SupportRequestId::parse);
    var command = new Command(partner, id, new Verdict.Answer(), text(call.request()));
    return Stored.reply(
        decideSupportRequest.decide(command, call.act(), once), DecisionProblems::of);
  }

  private static String text(Request request) {
    var body = Body.of(request);
    var text = body.lines("text", Note.LONGEST);
    body.done();
    return text;
  }
}
