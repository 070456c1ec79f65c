package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import java.util.Optional;

/** Attaches what was uploaded, if it is what was said, to the byte. */
public final class CompleteAttachment {
  private final SupportRequests requests;
  private final Attachments attachments;
  private final AttachmentFiles files;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public CompleteAttachment(
      SupportRequests requests,
      Attachments attachments,
      AttachmentFiles files,
      IdempotencyRecords records) {
    this.requests = requests;
    this.attachments = attachments;
    this.files = files;
    this.records = records;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The file is attached. */
    record Attached(StoredAnswer answer) implements Outcome {}

    /** It was attached before, by another request. */
    record AttachedBefore(Attachment attachment) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner has no such support request, or it awaits no such file. */
    record NoSuchThing() implements Outcome {}

    /** The request is closed. */
    record Closed() implements Outcome {}

    /** What was uploaded is not what was said; it is not attached. */
    record Rejected(String why) implements Outcome {}
  }

  /** Attaches a file. */
  public Outcome complete(
      PartnerId partner,
      SupportRequestId request,
      AttachmentId id,
      Act act,
      Once<Attachment> once) {
    return Attempts.until(() -> attempt(partner, request, id, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner,
      SupportRequestId requestId,
      AttachmentId id,
      Act act,
      Once<Attachment> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var request = requests.find(partner, requestId);
    var found = request.flatMap(_ -> attachments.find(partner, requestId, id));
    if (request.isEmpty() || found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchThing());
    }
    if (found.get().isAttached()) {
      return Optional.of(new Outcome.AttachedBefore(found.get()));
    }
    if (request.get().isClosed()) {
      return Optional.of(new Outcome.Closed());
    }
    var fault = faultOfUpload(found.get());
    return fault.isPresent()
        ? Optional.of(new Outcome.Rejected(fault.get()))
        : attach(request.get(), found.get(), act, once);
  }

  /** Keeps the upload where it is without fault. */
  private Optional<String> faultOfUpload(Attachment attachment) {
    var uploaded = files.inspect(attachment);
    if (uploaded.isEmpty()) {
      return Optional.of("nothing was uploaded");
    }
    var fault = attachment.faultOf(uploaded.get());
    return fault.isPresent() || files.keep(attachment, uploaded.get())
        ? fault
        : Optional.of("something else was uploaded meanwhile");
  }

  private Optional<Outcome> attach(
      SupportRequest request, Attachment awaited, Act act, Once<Attachment> once) {
    var attached = awaited.attached(act.at());
    var record = once.record(attached);
    var activity =
        ActivityRecord.of(
            request.partner(),
            act,
            Operation.SUPPORT_REQUEST_ATTACHED,
            Subjects.of(request).with(attached.fileName()));
    return attachments.attach(attached, activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Attached(record.answer()))
        : Optional.empty();
  }
}
