package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.CompleteAttachment;
import dev.keyshelf.domain.support.CompleteAttachment.Outcome;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/support-requests/{requestId}/attachments/{attachmentId}/complete}: attaches what
 * was uploaded, if it is what was said.
 */
public final class CompleteAttachmentHandler extends PartnerHandler {
  private final CompleteAttachment completeAttachment;

  /** For Lambda. */
  public CompleteAttachmentHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
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
  protected Answer answer(Call call) {
    call.request().allowQuery();
    var once = call.once(AttachmentJson::attached);
    var request = call.id("requestId", SupportRequestId::parse);
    var id = call.id("attachmentId", AttachmentId::parse);
    mustSayNothing(call.request());
    return switch (completeAttachment.complete(call.partner(), request, id, call.act(), once)) {
      case Outcome.Attached(var answer) -> Stored.answer(answer);
      case Outcome.AttachedBefore(var attachment) -> AttachmentJson.attached(attachment);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchThing() -> throw SupportProblems.notFound();
      case Outcome.Closed() -> throw SupportProblems.closed();
      case Outcome.Rejected(var why) -> throw SupportProblems.rejected(why);
    };
  }

  /** No body, or an empty object. */
  private static void mustSayNothing(Request request) {
    if (request.body().length > 0) {
      Body.of(request).done();
    }
  }
}
