package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Has a support request await a file: its upload can be signed then. */
public final class BeginAttachment {
  private final SupportRequests requests;
  private final Attachments attachments;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public BeginAttachment(
      SupportRequests requests, Attachments attachments, IdempotencyRecords records) {
    this.requests = requests;
    this.attachments = attachments;
    this.records = records;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The file is awaited; of a repeated request, it may be attached by now. */
    record Begun(Attachment attachment, boolean repeated) implements Outcome {}

    /** Another request has used the key. */
    record Reused() implements Outcome {}

    /** The partner has no such support request; or a repeated one's place was given to another. */
    record NoSuchThing() implements Outcome {}

    /** The request is closed. */
    record Closed() implements Outcome {}

    /** It is not a file that is taken. */
    record Rejected(String why) implements Outcome {}

    /** Every place is taken. */
    record Full() implements Outcome {}
  }

  /** Begins to attach a file; of many at once no more begin than there are places. */
  public Outcome begin(
      PartnerId partner,
      SupportRequestId id,
      Attachment.Offer offer,
      Act act,
      Once<Attachment> once) {
    return Attempts.until(() -> attempt(partner, id, offer, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner,
      SupportRequestId id,
      Attachment.Offer offer,
      Act act,
      Once<Attachment> once) {
    var found = requests.find(partner, id);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchThing());
    }
    var request = found.get();
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(repeated(repeat.get(), request, once));
    }
    if (request.isClosed()) {
      return Optional.of(new Outcome.Closed());
    }
    var fault = offer.fault();
    if (fault.isPresent()) {
      return Optional.of(new Outcome.Rejected(fault.get()));
    }
    var there = attachments.list(partner, id);
    var place = free(there, act.at());
    if (place.isEmpty()) {
      return Optional.of(new Outcome.Full());
    }
    var attachment = awaited(request, offer, place.get(), act, once);
    var instead = there.stream().filter(each -> each.place() == place.get()).findFirst();
    return attachments.await(attachment, instead, once.record(attachment)) == Commit.DONE
        ? Optional.of(new Outcome.Begun(attachment, false))
        : Optional.empty();
  }

  /** The URL is no part of the kept answer: it is signed again, while the file is awaited. */
  private Outcome repeated(Repeat repeat, SupportRequest request, Once<Attachment> once) {
    return switch (repeat) {
      case Repeat.Reuse() -> new Outcome.Reused();
      case Repeat.Replay _ ->
          attachments
              .find(request.partner(), request.id(), AttachmentId.of(request, once))
              .<Outcome>map(attachment -> new Outcome.Begun(attachment, true))
              .orElseGet(Outcome.NoSuchThing::new);
    };
  }

  private static Optional<Integer> free(List<Attachment> there, Instant now) {
    return IntStream.rangeClosed(1, Attachment.MOST)
        .boxed()
        .filter(
            place ->
                there.stream()
                    .filter(each -> each.place() == place)
                    .allMatch(each -> each.isGivenUpAt(now)))
        .findFirst();
  }

  private static Attachment awaited(
      SupportRequest request, Attachment.Offer offer, int place, Act act, Once<Attachment> once) {
    return new Attachment(
        AttachmentId.of(request, once),
        request.partner(),
        request.id(),
        place,
        offer.fileName(),
        offer.type().orElseThrow(),
        offer.size(),
        offer.sha256(),
        act.at(),
        act.by().name(),
        Optional.empty());
  }
}
