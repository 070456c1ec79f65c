package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The files of support requests: what is said of them, not their bytes. */
public interface Attachments {
  /** Lists the files of a request, awaited ones too, by their place. */
  List<Attachment> list(PartnerId partner, SupportRequestId request);

  /** Finds a file of a request, awaited or attached. */
  default Optional<Attachment> find(PartnerId partner, SupportRequestId request, AttachmentId id) {
    return list(partner, request).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * Has a place await a file; STALE unless the request is there and not closed.
   *
   * @param instead who is in that place and gave it up; STALE unless the place is as that says
   */
  Commit await(Attachment attachment, Optional<Attachment> instead, IdempotencyRecord once);

  /**
   * Attaches a file; STALE unless it is still awaited in its place and the request is not closed.
   */
  Commit attach(Attachment attached, ActivityRecord activity, IdempotencyRecord once);
}
