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

/** Reserves a place for a file of a support request. A URL for its upload can then be signed. */
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

  /** Why no place was reserved. */
  public sealed interface Refusal {
    /**
     * The partner has no such support request, or this is a repeated request and another file has
     * taken the place.
     */
    record NoSuchThing() implements Refusal {}

    /** The request is closed. */
    record Closed() implements Refusal {}

    /** The file is not accepted. */
    record Rejected(String why) implements Refusal {}

    /** Every place is taken. */
    record Full() implements Refusal {}
  }

  /**
   * Reserves a place for a file. Requests at the same time never reserve more places than there
   * are. If the request is repeated, its file may be attached already.
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

  /** The stored answer has no URL, because the URL is signed again while the file is awaited. */
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
