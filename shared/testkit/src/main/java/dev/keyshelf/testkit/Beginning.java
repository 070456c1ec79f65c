package dev.keyshelf.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The instant at which the shops of tests begin. Tests choose it here and never read the date of
 * the machine, so that they expect the same on every day. {@code -Dtests.begin=INSTANT} chooses
 * another, such as the last hour of a month.
 */
public final class Beginning {
  /** Where the clock of a shop stands when the shop opens. From there it runs. */
  public static final Instant INSTANT =
      Instant.parse(System.getProperty("tests.begin", "2026-05-12T09:30:00Z"));

  /** The month of {@link #INSTANT} in UTC, in which a shop books what it sells first. */
  public static final YearMonth MONTH = YearMonth.from(INSTANT.atOffset(ZoneOffset.UTC));

  private Beginning() {}

  /** Returns how far a clock must be ahead of the machine's to show {@link #INSTANT} now. */
  public static Duration offset() {
    return Duration.between(Clock.systemUTC().instant(), INSTANT);
  }
}
