package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The activity log of each partner. A command's own transaction writes the record of what it
 * changed. This port reads the log, and writes records of acts that change nothing else.
 */
public interface ActivityLog {
  /** The most records that one page examines. */
  int LONGEST_PAGE = 2_000;

  /** The most UTC days that one page examines. */
  int DAYS_A_PAGE = 62;

  /**
   * Lists records of a range, newest first. A page ends when it has examined {@link #LONGEST_PAGE}
   * records or {@link #DAYS_A_PAGE} days. It may then be short or even empty, and says where the
   * next page starts.
   *
   * @param limit the most records that the page may have
   * @param after where the previous page ended; records added meanwhile do not shift it
   */
  Page list(PartnerId partner, Question question, int limit, Optional<Position> after);

  /**
   * Writes the record of an act that changes nothing else: a refusal or a read. Does nothing if the
   * log has a record with the same id.
   */
  void record(ActivityRecord activity);

  /** Asks for the records in {@code [from, to)} that match a filter. */
  record Question(Instant from, Instant to, ActivityFilter filter) {}

  /** A place in the log: the instant and id of a record. */
  record Position(Instant at, String id) {}

  /** Some records, and where the next page starts if there may be more. */
  record Page(List<ActivityRecord> records, Optional<Position> next) {}
}
