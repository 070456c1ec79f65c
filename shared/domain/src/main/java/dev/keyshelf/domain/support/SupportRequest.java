package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A partner's request, which goes to and fro between the partner and the operator until the partner
 * closes it.
 *
 * @param createdBy the partner's user
 * @param notes how many there are
 * @param movedAt when its state was last set or something said of it
 * @param decision the newest
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
    int notes,
    Instant movedAt,
    Optional<Decision> decision,
    Optional<Instant> closedAt,
    long version) {
  /** The most notes: what one answer can hold. */
  public static final int MOST_NOTES = 200;

  /** Makes the request of a concern, at {@code now}. */
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
        0,
        now,
        Optional.empty(),
        Optional.empty(),
        1);
  }

  /** Tells whether it is over. */
  public boolean isClosed() {
    return state == SupportRequestState.CLOSED;
  }

  /** Tells whether an operator granted it. */
  public boolean isGranted() {
    return decision.filter(Decision::isGranted).isPresent();
  }

  /** Tells whether no more notes fit. */
  public boolean isFull() {
    return notes >= MOST_NOTES;
  }

  /** Gives this after a note of the partner's: it is the operator's turn, whosever it was. */
  public SupportRequest noted(Instant now) {
    return moved(SupportRequestState.OPEN, notes + 1, now, decision, Optional.empty());
  }

  /** Gives this after a note of the operator's: it is the partner's turn. */
  public SupportRequest answered(Instant now) {
    return moved(SupportRequestState.ANSWERED, notes + 1, now, decision, Optional.empty());
  }

  /** Gives this after an operator decided against it, with a note that says why. */
  public SupportRequest declined(String operator, Instant now) {
    return decided(new Decision(now, operator, Optional.empty()));
  }

  /** Gives this after an operator decided for it, with a note. */
  public SupportRequest granted(Cancellation cancellation, String operator) {
    return decided(
        new Decision(
            cancellation.cancelledAt(), operator, Optional.of(Decision.Grant.of(cancellation))));
  }

  private SupportRequest decided(Decision next) {
    return moved(
        SupportRequestState.ANSWERED, notes + 1, next.at(), Optional.of(next), Optional.empty());
  }

  /** Gives this after the partner closed it. */
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
      throw new IllegalStateException("it is closed");
    }
    return new SupportRequest(
        id,
        partner,
        concern,
        contact,
        createdAt,
        createdBy,
        to,
        noteCount,
        now,
        lastDecision,
        over,
        version + 1);
  }
}
