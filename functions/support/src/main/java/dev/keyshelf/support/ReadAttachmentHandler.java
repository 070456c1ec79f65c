package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/support-requests/{requestId}/attachments/{attachmentId}}: returns a short-lived
 * URL to download a file. Browsers save it and never show it as a page.
 */
public final class ReadAttachmentHandler extends PartnerHandler {
  private final Attachments attachments;
  private final AttachmentFiles files;

  /** Creates the handler in Lambda, from its environment. */
  public ReadAttachmentHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadAttachmentHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.attachments = wiring.attachments();
    this.files = wiring.attachmentFiles();
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var request = call.id("requestId", SupportRequestId::parse);
    var id = call.id("attachmentId", AttachmentId::parse);
    return attachments
        .find(call.partner(), request, id)
        .filter(Attachment::isAttached)
        .<Reply>map(each -> AttachmentJson.download(each, files.signDownload(each)))
        .orElseGet(Problem::notFound);
  }
}
