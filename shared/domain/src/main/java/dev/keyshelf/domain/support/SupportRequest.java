package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A partner's support request. The partner and the operator take turns until the partner closes it.
 *
 * @param createdBy the partner's user
 * @param since when it entered its state, and so since when it has waited
 * @param notes the number of notes
 * @param movedAt when its state was last set or a note was added
 * @param decision the newest decision; empty if there is none
 * @param version rises with each change
 */
public record SupportRequest(
    SupportRequestId id,
    PartnerId partner,
    Concern concern,
    Contact contact,
    Instant createdAt,
    String createdBy,
    SupportRequestState state,
    Instant since,
    int notes,
    Instant movedAt,
    Optional<Decision> decision,
    Optional<Instant> closedAt,
    long version) {
  /** The most notes. One answer can hold that many. */
  public static final int MOST_NOTES = 200;

  /** Returns a new request that is created at {@code now}. */
  public static SupportRequest of(
      PartnerId partner, Concern concern, Contact contact, String createdBy, Instant now) {
    return new SupportRequest(
        SupportRequestId.next(now),
        partner,
        concern,
        contact,
        now,
        createdBy,
        SupportRequestState.OPEN,
        now,
        0,
        now,
        Optional.empty(),
        Optional.empty(),
        1);
  }

  /** Returns whether it is missing the phone number that the program asks for with a refund. */
  public boolean lacksPhone() {
    return concern.type() == ProblemType.PURCHASE_REFUND && contact.phone().isEmpty();
  }

  /** Returns whether the partner has closed it. */
  public boolean isClosed() {
    return state == SupportRequestState.CLOSED;
  }

  /** Returns whether an operator has granted it. */
  public boolean isGranted() {
    return decision.filter(Decision::isGranted).isPresent();
  }

  /** Returns whether it has the most notes that it can have. */
  public boolean isFull() {
    return notes >= MOST_NOTES;
  }

  /** Returns a copy after a note of the partner. It is then the operator's turn. */
  public SupportRequest noted(Instant now) {
    return moved(SupportRequestState.OPEN, notes + 1, now, decision, Optional.empty());
  }

  /** Returns a copy after a note of the operator. It is then the partner's turn. */
  public SupportRequest answered(Instant now) {
    return moved(SupportRequestState.ANSWERED, notes + 1, now, decision, Optional.empty());
  }

  /** Returns a copy after an operator declined it, with a note. */
  public SupportRequest declined(String operator, Instant now) {
    return decided(new Decision(now, operator, Optional.empty()));
  }

  /** Returns a copy after an operator granted it, with a note. */
  public SupportRequest granted(Cancellation cancellation, String operator) {
    return decided(
        new Decision(
            cancellation.cancelledAt(), operator, Optional.of(Decision.Grant.of(cancellation))));
  }

  private SupportRequest decided(Decision next) {
    return moved(
        SupportRequestState.ANSWERED, notes + 1, next.at(), Optional.of(next), Optional.empty());
  }

  /** Returns a copy after the partner closed it. */
  public SupportRequest closed(Instant now) {
    return moved(SupportRequestState.CLOSED, notes, now, decision, Optional.of(now));
  }

  private SupportRequest moved(
      SupportRequestState to,
      int noteCount,
      Instant now,
      Optional<Decision> lastDecision,
      Optional<Instant> over) {
    if (isClosed()) {
      throw new IllegalStateException("a closed support request cannot change");
    }
    return new SupportRequest(
        id,
        partner,
        concern,
        contact,
        createdAt,
        createdBy,
        to,
        to == state ? since : now,
        noteCount,
        now,
        lastDecision,
        over,
        version + 1);
  }
}
