package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Has a support request await a file: its upload can be signed then. */
public final class BeginAttachment {
  private final SupportRequests requests;
  private final Attachments attachments;
  private final IdempotencyRecords records;
  private final Commands commands;

  /** Uses these stores. */
  public BeginAttachment(
      SupportRequests requests, Attachments attachments, IdempotencyRecords records) {
    this.requests = requests;
    this.attachments = attachments;
    this.records = records;
    this.commands = new Commands(records);
  }

  /** Why it is not begun. */
  public sealed interface Refusal {
    /** The partner has no such support request; or a repeated one's place was given to another. */
    record NoSuchThing() implements Refusal {}

    /** The request is closed. */
    record Closed() implements Refusal {}

    /** It is not a file that is taken. */
    record Rejected(String why) implements Refusal {}

    /** Every place is taken. */
    record Full() implements Refusal {}
  }

  /**
   * Begins to attach a file; of many at once no more begin than there are places. The file of a
   * repeated request may be attached by now.
   */
  public Told<Attachment, Refusal> begin(
      PartnerId partner,
      SupportRequestId id,
      Attachment.Offer offer,
      Act act,
      Once<Attachment> once) {
    return commands.runOnFacts(once, act.at(), () -> decide(partner, id, offer, act, once));
  }

  private Decision<Attachment, Refusal> decide(
      PartnerId partner,
      SupportRequestId id,
      Attachment.Offer offer,
      Act act,
      Once<Attachment> once) {
    var found = requests.find(partner, id);
    if (found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchThing());
    }
    var request = found.get();
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return repeated(repeat.get(), request, once);
    }
    if (request.isClosed()) {
      return Decision.refuse(new Refusal.Closed());
    }
    var fault = offer.fault();
    if (fault.isPresent()) {
      return Decision.refuse(new Refusal.Rejected(fault.get()));
    }
    var there = attachments.list(partner, id);
    var place = free(there, act.at());
    if (place.isEmpty()) {
      return Decision.refuse(new Refusal.Full());
    }
    var attachment = awaited(request, offer, place.get(), act, once);
    var instead = there.stream().filter(each -> each.place() == place.get()).findFirst();
    return new Decision.Do<>(
        () -> attachments.await(attachment, instead, once.record(attachment)),
        () -> attachment,
        false);
  }

  /** The URL is no part of the kept answer: it is signed again, while the file is awaited. */
  private Decision<Attachment, Refusal> repeated(
      Repeat repeat, SupportRequest request, Once<Attachment> once) {
    return switch (repeat) {
      case Repeat.Reuse() -> new Decision.Reuse<>();
      case Repeat.Replay _ ->
          attachments
              .find(request.partner(), request.id(), AttachmentId.of(request, once))
              .<Decision<Attachment, Refusal>>map(Decision.Replay::new)
              .orElseGet(() -> Decision.refuse(new Refusal.NoSuchThing()));
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
