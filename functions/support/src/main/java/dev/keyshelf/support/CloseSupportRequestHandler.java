package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.CloseSupportRequest;
import dev.keyshelf.domain.support.CloseSupportRequest.Refusal;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/** {@code POST /v1/support-requests/{requestId}/closure}: closes a support request. */
public final class CloseSupportRequestHandler extends PartnerHandler {
  private final CloseSupportRequest closeSupportRequest;

  /** Creates the handler in Lambda, from its environment. */
  public CloseSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CloseSupportRequestHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.closeSupportRequest =
        new CloseSupportRequest(wiring.supportRequests(), wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var wording = Wording.of(call.request());
    var once = call.<SupportRequest>once(closed -> SupportJson.closed(closed, wording));
    var id = call.id("requestId", SupportRequestId::parse);
    mustSayNothing(call.request());
    return Stored.reply(
        closeSupportRequest.close(call.partner(), id, call.act(), once),
        why ->
            switch (why) {
              case Refusal.NoSuchRequest() -> Problem.notFound();
            });
  }

  /** Accepts no body, or an empty object. */
  private static void mustSayNothing(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
