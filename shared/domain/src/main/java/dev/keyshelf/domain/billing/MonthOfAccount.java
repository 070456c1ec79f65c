package dev.keyshelf.domain.billing;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The UTC months of statements of account. */
final class MonthOfAccount {
  /**
   * How long after a month's end an entry of it may still be written. An entry has the time at
   * which its run began, and no run takes longer than a quarter of an hour.
   */
  private static final Duration GRACE = Duration.ofHours(1);

  private MonthOfAccount() {}

  static YearMonth of(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  /** Returns whether the month has no further entries: it ended at least an hour ago. */
  static boolean isClosed(YearMonth month, Instant now) {
    return month.isBefore(of(now.minus(GRACE)));
  }
}
