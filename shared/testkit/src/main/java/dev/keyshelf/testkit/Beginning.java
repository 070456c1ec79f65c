package dev.keyshelf.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The instant at which the shops of tests begin. Tests take it from here and never read the
 * machine's date, so that they behave the same on every day. {@code -Dtests.begin=INSTANT} sets
 * another instant, such as the last hour of a month.
 */
public final class Beginning {
  /** The time on a shop's clock when the shop opens. From there the clock runs. */
  public static final Instant INSTANT =
      Instant.parse(System.getProperty("tests.begin", "2026-05-12T09:30:00Z"));

  /** The month of {@link #INSTANT} in UTC, in which a shop books its first sales. */
  public static final YearMonth MONTH = YearMonth.from(INSTANT.atOffset(ZoneOffset.UTC));

  private Beginning() {}

  /** Returns the difference from the machine's clock to one that shows {@link #INSTANT} now. */
  public static Duration offset() {
    return offsetTo(INSTANT);
  }

  /** Returns how far a clock must be ahead of the machine's to show an instant now. */
  public static Duration offsetTo(Instant instant) {
    return Duration.between(Clock.systemUTC().instant(), instant);
  }
}
