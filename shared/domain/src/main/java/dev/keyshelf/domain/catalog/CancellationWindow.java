package dev.keyshelf.domain.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a line can be cancelled: from the purchase (inclusive) to {@code closesAt}
 * (exclusive). A day of it is 24 hours, whatever a calendar says.
 */
public record CancellationWindow(Instant opensAt, Instant closesAt) {
  /** Refuses a window that closes before it opens. */
  public CancellationWindow {
    if (closesAt.isBefore(opensAt)) {
      throw new IllegalArgumentException("a window closes after it opens");
    }
  }

  /** Tells whether a cancel is in time at {@code now}. */
  public boolean isOpenAt(Instant now) {
    return seen(now).isBefore(closesAt);
  }

  /** Who sees the purchase before its time has a clock that is behind: it is the purchase's. */
  private Instant seen(Instant now) {
    return now.isBefore(opensAt) ? opensAt : now;
  }

  /** Gives the time left at {@code now}; zero once closed. */
  public Duration leftAt(Instant now) {
    var left = Duration.between(seen(now), closesAt);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
