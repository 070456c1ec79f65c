package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.CloseSupportRequest;
import dev.keyshelf.domain.support.CloseSupportRequest.Refusal;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/** {@code POST /v1/support-requests/{requestId}/closure}: ends a support request. */
public final class CloseSupportRequestHandler extends PartnerHandler {
  private final CloseSupportRequest closeSupportRequest;

  /** For Lambda. */
  public CloseSupportRequestHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CloseSupportRequestHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.closeSupportRequest =
        new CloseSupportRequest(wiring.supportRequests(), wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(SupportJson::closed);
    var id = call.id("requestId", SupportRequestId::parse);
    mustSayNothing(call.request());
    return Stored.reply(
        closeSupportRequest.close(call.partner(), id, call.act(), once),
        why ->
            switch (why) {
              case Refusal.NoSuchRequest() -> Problem.notFound();
            });
  }

  /** No body, or an empty object. */
  private static void mustSayNothing(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
