package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the activity log, written in the transaction of what it tells: a row without its
 * effect, or an effect without its row, cannot be.
 *
 * @param id a ULID, so that rows of one millisecond have an order
 * @param reason why, where the act has one: as its user gave it, or what stood in its way
 */
public record ActivityRecord(
    String id,
    PartnerId partner,
    Instant at,
    Actor by,
    Operation operation,
    Subject subject,
    String requestId,
    Optional<String> reason) {
  /** Makes the record of an act. */
  public static ActivityRecord of(
      PartnerId partner, Act act, Operation operation, Subject subject) {
    return new ActivityRecord(
        Ulids.next(act.at()),
        partner,
        act.at(),
        act.by(),
        operation,
        subject,
        act.requestId(),
        Optional.empty());
  }

  /** Gives this with why it was done, if that is known. */
  public ActivityRecord because(Optional<String> why) {
    return new ActivityRecord(id, partner, at, by, operation, subject, requestId, why);
  }
}
