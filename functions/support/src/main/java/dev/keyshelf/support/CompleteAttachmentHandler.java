package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.CompleteAttachment;
import dev.keyshelf.domain.support.CompleteAttachment.Refusal;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/support-requests/{requestId}/attachments/{attachmentId}/complete}: attaches an
 * uploaded file, if it is the announced one.
 */
public final class CompleteAttachmentHandler extends PartnerHandler {
  private final CompleteAttachment completeAttachment;

  /** Creates the handler in Lambda, from its environment. */
  public CompleteAttachmentHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CompleteAttachmentHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.completeAttachment =
        new CompleteAttachment(
            wiring.supportRequests(),
            wiring.attachments(),
            wiring.attachmentFiles(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(AttachmentJson::attached);
    var request = call.id("requestId", SupportRequestId::parse);
    var id = call.id("attachmentId", AttachmentId::parse);
    mustSayNothing(call.request());
    return Stored.reply(
        completeAttachment.complete(call.partner(), request, id, call.act(), once),
        CompleteAttachmentHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchThing() -> Problem.notFound();
      case Refusal.Closed() -> SupportProblems.closed();
      case Refusal.Rejected(var fault) -> SupportProblems.rejected(fault);
    };
  }

  /** Accepts no body, or an empty object. */
  private static void mustSayNothing(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
