package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log of a partner. Each command's own transaction writes to it; here it is read. */
public interface ActivityLog {
  /** The most rows that one page examines. */
  int LONGEST_PAGE = 2_000;

  /** The most UTC days that one page examines. */
  int DAYS_A_PAGE = 62;

  /**
   * Lists records of a range, newest first. A page that has examined as much as it may ends, short
   * or even empty, and says where to go on.
   *
   * @param limit how many records a page has at most
   * @param after where an earlier page ended; rows added meanwhile never shift it
   */
  Page list(PartnerId partner, Question question, int limit, Optional<Position> after);

  /** Writes a record of what changes nothing else, unless the log has it: a refusal, a read. */
  void record(ActivityRecord activity);

  /** The records in {@code [from, to)} that a filter wants. */
  record Question(Instant from, Instant to, ActivityFilter filter) {}

  /** A place in the log: the instant and id of a record. */
  record Position(Instant at, String id) {}

  /** Some records, and where to go on if there may be more. */
  record Page(List<ActivityRecord> records, Optional<Position> next) {}
}
