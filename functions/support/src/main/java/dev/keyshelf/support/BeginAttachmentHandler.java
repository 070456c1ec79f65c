package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.BeginAttachment;
import dev.keyshelf.domain.support.BeginAttachment.Refusal;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /v1/support-requests/{requestId}/attachments}: returns the URL to upload a file to.
 * The URL accepts only the announced size, type and SHA-256.
 */
public final class BeginAttachmentHandler extends PartnerHandler {
  private static final int LONGEST_TYPE = 100;
  private static final int LONGEST_DIGEST = 64;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final BeginAttachment beginAttachment;
  private final AttachmentFiles files;

  /** Creates the handler in Lambda, from its environment. */
  public BeginAttachmentHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public BeginAttachmentHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.beginAttachment =
        new BeginAttachment(
            wiring.supportRequests(), wiring.attachments(), wiring.idempotencyRecords());
    this.files = wiring.attachmentFiles();
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<Attachment>once(AttachmentJson::begun);
    var id = call.id("requestId", SupportRequestId::parse);
    var offer = offer(call.request());
    return Stored.reply(
        beginAttachment.begin(call.partner(), id, offer, call.act(), once),
        this::begun,
        BeginAttachmentHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchThing() -> Problem.notFound();
      case Refusal.Closed() -> SupportProblems.closed();
      case Refusal.Rejected(var fault) -> SupportProblems.rejected(fault);
      case Refusal.Full() -> SupportProblems.tooManyAttachments();
    };
  }

  /** Signs the upload URL after the commit, and only if the file is not attached yet. */
  private Answer begun(Attachment attachment) {
    return attachment.isAttached()
        ? AttachmentJson.begun(attachment)
        : AttachmentJson.begun(attachment, files.signUpload(attachment));
  }

  private static Attachment.Offer offer(Request request) {
    var body = Body.of(request);
    var name = body.text("fileName", Attachment.LONGEST_NAME);
    var type = body.text("mediaType", LONGEST_TYPE);
    var size = body.integer("size", 0, Integer.MAX_VALUE);
    var sha256 =
        body.parsed(
            "sha256",
            LONGEST_DIGEST,
            "a SHA-256 in lower-case hexadecimal",
            text -> Optional.of(text).filter(hex -> SHA_256.matcher(hex).matches()));
    body.done();
    return new Attachment.Offer(name, type, size, sha256.orElseThrow());
  }
}
