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
 * @param outcome what became of it
 * @param reason why, where the act has one: as its user gave it, or what stood in its way
 * @param detail what its subject does not say: the route that was refused, what was asked of the
 *     log, the file that was imported
 */
public record ActivityRecord(
    String id,
    PartnerId partner,
    Instant at,
    Actor by,
    Operation operation,
    Subject subject,
    String requestId,
    Outcome outcome,
    Optional<String> reason,
    Optional<String> detail) {
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
        Outcome.DONE,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Makes the record of what was refused for a reason: the same one for all that a link is refused
   * for that reason within a minute of the clock, and dated at its beginning. The first to write it
   * gives their name.
   */
  public static ActivityRecord ofRefusal(
      PartnerId partner, Act act, Operation operation, Subject subject, String reason) {
    return refusal(partner, act, operation, subject, reason, Optional.empty(), "");
  }

  /**
   * Makes the record of what a user was refused for a reason: the same one for all that this user
   * is refused of one subject and route for that reason within a minute, dated at its beginning.
   */
  public static ActivityRecord ofRefusal(
      PartnerId partner, Act act, Subject subject, String reason, String route) {
    return refusal(
        partner,
        act,
        Operation.ACCESS_REFUSED,
        subject,
        reason,
        Optional.of(route),
        act.by().name());
  }

  private static ActivityRecord refusal(
      PartnerId partner,
      Act act,
      Operation operation,
      Subject subject,
      String reason,
      Optional<String> detail,
      String who) {
    var minute = act.at().truncatedTo(ChronoUnit.MINUTES);
    var seed = String.join("\n", operation.name(), subject.toString(), reason, "" + detail, who);
    return new ActivityRecord(
        Ulids.of(minute, seed),
        partner,
        minute,
        act.by(),
        operation,
        subject,
        act.requestId(),
        Outcome.REFUSED,
        Optional.of(reason),
        detail);
  }

  /** Gives this with why it was done, if that is known. */
  public ActivityRecord because(Optional<String> why) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, outcome, why, detail);
  }

  /** Gives this with what its subject does not say. */
  public ActivityRecord about(String what) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, outcome, reason, Optional.of(what));
  }

  /** Gives this with what became of it. */
  public ActivityRecord with(Outcome became) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, became, reason, detail);
  }
}
