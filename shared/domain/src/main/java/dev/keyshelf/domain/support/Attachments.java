package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The files of support requests. Their bytes are in {@link AttachmentFiles}. */
public interface Attachments {
  /** Lists the files of a request, both awaited and attached, in the order of their places. */
  List<Attachment> list(PartnerId partner, SupportRequestId request);

  /** Finds a file of a request, awaited or attached. */
  default Optional<Attachment> find(PartnerId partner, SupportRequestId request, AttachmentId id) {
    return list(partner, request).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * Reserves a place of the request for an awaited file.
   *
   * @param instead the given-up file that has the place; empty if the place is free
   * @return STALE unless the request exists and is not closed, and the place is as {@code instead}
   *     says
   */
  Commit await(Attachment attachment, Optional<Attachment> instead, IdempotencyRecord once);

  /**
   * Attaches a file.
   *
   * @return STALE unless the file is still awaited in its place and the request is not closed
   */
  Commit attach(Attachment attached, ActivityRecord activity, IdempotencyRecord once);
}
