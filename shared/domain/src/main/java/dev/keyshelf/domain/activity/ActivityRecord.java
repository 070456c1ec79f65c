package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One line of the activity log, written in the transaction of what it tells: a row without its
 * effect, or an effect without its row, cannot be. What was refused has no effect: its line is
 * written alone, once in a minute.
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

  /**
   * Makes the record of what was refused for a reason: the same one for all that is refused of one
   * subject for that reason within a minute of the clock, and dated at its beginning. The first to
   * write it gives their name.
   */
  public static ActivityRecord ofRefusal(
      PartnerId partner, Act act, Operation operation, Subject subject, String reason) {
    var minute = act.at().truncatedTo(ChronoUnit.MINUTES);
    var id = Ulids.of(minute, String.join("\n", operation.name(), subject.toString(), reason));
    return new ActivityRecord(
        id, partner, minute, act.by(), operation, subject, act.requestId(), Optional.of(reason));
  }

  /** Gives this with why it was done, if that is known. */
  public ActivityRecord because(Optional<String> why) {
    return new ActivityRecord(id, partner, at, by, operation, subject, requestId, why);
  }
}
