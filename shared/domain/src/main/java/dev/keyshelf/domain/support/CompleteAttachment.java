package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import java.util.Optional;

/** Attaches an uploaded file, if it has exactly the announced size, SHA-256 and type. */
public final class CompleteAttachment {
  private final SupportRequests requests;
  private final Attachments attachments;
  private final AttachmentFiles files;
  private final Commands commands;

  /** Uses these stores. */
  public CompleteAttachment(
      SupportRequests requests,
      Attachments attachments,
      AttachmentFiles files,
      IdempotencyRecords records) {
    this.requests = requests;
    this.attachments = attachments;
    this.files = files;
    this.commands = new Commands(records);
  }

  /** Why the file was not attached. */
  public sealed interface Refusal {
    /** The partner has no such support request, or it awaits no such file. */
    record NoSuchThing() implements Refusal {}

    /** The request is closed. */
    record Closed() implements Refusal {}

    /** The uploaded file is missing, or is not the announced one. */
    record Rejected(String why) implements Refusal {}
  }

  /** Attaches a file. If it is attached already, nothing changes and the answer is the same. */
  public Told<StoredAnswer, Refusal> complete(
      PartnerId partner,
      SupportRequestId request,
      AttachmentId id,
      Act act,
      Once<Attachment> once) {
    return commands.run(once, act.at(), () -> decide(partner, request, id, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner,
      SupportRequestId requestId,
      AttachmentId id,
      Act act,
      Once<Attachment> once) {
    var request = requests.find(partner, requestId);
    var found = request.flatMap(_ -> attachments.find(partner, requestId, id));
    if (request.isEmpty() || found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchThing());
    }
    if (found.get().isAttached()) {
      return Decision.keep(once, found.get());
    }
    if (request.get().isClosed()) {
      return Decision.refuse(new Refusal.Closed());
    }
    var fault = faultOfUpload(found.get());
    return fault.isPresent()
        ? Decision.refuse(new Refusal.Rejected(fault.get()))
        : attach(request.get(), found.get(), act, once);
  }

  /** Returns the fault of the upload. If it has none, keeps the uploaded file and returns empty. */
  private Optional<String> faultOfUpload(Attachment attachment) {
    var uploaded = files.inspect(attachment);
    if (uploaded.isEmpty()) {
      return Optional.of("nothing was uploaded");
    }
    var fault = attachment.faultOf(uploaded.get());
    return fault.isPresent() || files.keep(attachment, uploaded.get())
        ? fault
        : Optional.of("the file was uploaded again while it was checked");
  }

  private Decision<StoredAnswer, Refusal> attach(
      SupportRequest request, Attachment awaited, Act act, Once<Attachment> once) {
    var attached = awaited.attached(act.at());
    var activity =
        ActivityRecord.of(
            request.partner(),
            act,
            Operation.SUPPORT_REQUEST_ATTACHED,
            Subjects.of(request).with(attached.fileName()));
    return Decision.done(once, attached, record -> attachments.attach(attached, activity, record));
  }
}
