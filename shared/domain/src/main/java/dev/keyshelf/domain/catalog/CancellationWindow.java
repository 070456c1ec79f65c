package dev.keyshelf.domain.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a line can be cancelled: from the purchase (inclusive) to {@code closesAt}
 * (exclusive). A day of the window is always 24 hours, also when clocks change.
 */
public record CancellationWindow(Instant opensAt, Instant closesAt) {
  /**
   * Checks the order of the instants.
   *
   * @throws IllegalArgumentException if the window closes before it opens
   */
  public CancellationWindow {
    if (closesAt.isBefore(opensAt)) {
      throw new IllegalArgumentException("a window must not close before it opens");
    }
  }

  /** Returns whether a cancellation is in time at {@code now}. */
  public boolean isOpenAt(Instant now) {
    return seen(now).isBefore(closesAt);
  }

  /**
   * Machines' clocks differ. If {@code now} is before the purchase, this clock is behind, and the
   * time of the purchase counts instead.
   */
  private Instant seen(Instant now) {
    return now.isBefore(opensAt) ? opensAt : now;
  }

  /** Returns the time that is left at {@code now}; zero if the window is closed. */
  public Duration leftAt(Instant now) {
    var left = Duration.between(seen(now), closesAt);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
