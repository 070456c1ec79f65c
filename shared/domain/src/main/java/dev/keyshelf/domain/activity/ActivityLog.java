package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log of a partner. It is read here; each command's own transaction writes to it. */
public interface ActivityLog {
  /** The most rows that one page examines. */
  int LONGEST_PAGE = 2_000;

  /** The most UTC days that one page examines. */
  int DAYS_A_PAGE = 62;

  /**
   * Lists the records in {@code [from, to)}, newest first.
   *
   * @param after where an earlier page ended; rows added meanwhile never shift it
   */
  Page list(PartnerId partner, Instant from, Instant to, int limit, Optional<Position> after);

  /** A place in the log: the instant and id of a record. */
  record Position(Instant at, String id) {}

  /** Some records, and where to go on if there may be more. */
  record Page(List<ActivityRecord> records, Optional<Position> next) {}
}
