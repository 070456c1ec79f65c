package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One record of the activity log. It is written in the same transaction as the change that it
 * describes, so no record is without its change, and no change is without its record. A refusal
 * changes nothing, so its record is written alone. Equal refusals within a minute share one record.
 *
 * @param id a ULID, so that records of one millisecond have an order
 * @param outcome whether the act was done, refused or begun
 * @param reason the reason that the user gave for the act, or why it was refused; empty if there is
 *     none
 * @param detail what the subject does not contain: the route that was refused, the question that
 *     was asked of the log, the file that was imported
 * @param changed the names of the members of the object that the act changed, as the contract has
 *     them; empty if the operation itself says what changed
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
    Optional<String> detail,
    List<String> changed,
    Optional<Span> span) {
  /** Copies the list. */
  public ActivityRecord {
    changed = List.copyOf(changed);
  }

  /** Returns the record of an act that was done. */
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
        Optional.empty(),
        List.of(),
        act.span());
  }

  /**
   * Returns the record of a refusal, dated at the beginning of its minute. All refusals of the same
   * operation, subject and reason within that minute have the same id, no matter who was refused,
   * so the log keeps only the first. That record names the first actor.
   */
  public static ActivityRecord ofRefusal(
      PartnerId partner, Act act, Operation operation, Subject subject, String reason) {
    return refusal(partner, act, operation, subject, reason, Optional.empty(), "");
  }

  /**
   * Returns the record of a user who was refused access, dated at the beginning of its minute. All
   * refusals of the same user, subject, route and reason within that minute have the same id, so
   * the log keeps only the first.
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

  /**
   * Returns the record of a user who reads, dated at the beginning of its hour (UTC). All readings
   * of the same user and detail within that hour have the same id, so the log keeps only the first.
   */
  public static ActivityRecord ofReading(
      PartnerId partner, Act act, Operation operation, String detail) {
    var hour = act.at().truncatedTo(ChronoUnit.HOURS);
    var seed = String.join("\n", operation.name(), detail, act.by().name());
    return new ActivityRecord(
        Ulids.of(hour, seed),
        partner,
        hour,
        act.by(),
        operation,
        Subject.none(),
        act.requestId(),
        Outcome.DONE,
        Optional.empty(),
        Optional.of(detail),
        List.of(),
        act.span());
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
        detail,
        List.of(),
        act.span());
  }

  /**
   * Returns whether equal acts may share this record, so that the log may have it already: it is a
   * refusal, or dated at the beginning of an hour.
   */
  public boolean mayBeShared() {
    return outcome == Outcome.REFUSED || at.equals(at.truncatedTo(ChronoUnit.HOURS));
  }

  /** Returns a copy with the reason why it was done, if one is known. */
  public ActivityRecord because(Optional<String> why) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, outcome, why, detail, changed, span);
  }

  /** Returns a copy with a detail that its subject does not contain. */
  public ActivityRecord about(String what) {
    return new ActivityRecord(
        id,
        partner,
        at,
        by,
        operation,
        subject,
        requestId,
        outcome,
        reason,
        Optional.of(what),
        changed,
        span);
  }

  /** Returns a copy with the names of the members that the act changed. */
  public ActivityRecord ofChanged(List<String> names) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, outcome, reason, detail, names, span);
  }

  /** Returns a copy with an outcome. */
  public ActivityRecord with(Outcome became) {
    return new ActivityRecord(
        id, partner, at, by, operation, subject, requestId, became, reason, detail, changed, span);
  }
}
