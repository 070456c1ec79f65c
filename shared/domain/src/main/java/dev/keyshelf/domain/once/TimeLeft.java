package dev.keyshelf.domain.once;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time that the running function has left. Work that could not be answered in time is not
 * started. Outside {@link #during}, no time limit applies.
 */
public final class TimeLeft {
  /** The least time that a write needs, inclusive. With less time left, nothing is written. */
  public static final Duration LEAST = Duration.ofSeconds(2);

  /** No time limit: a day is always left. */
  public static final TimeLeft ENDLESS = new TimeLeft(() -> Duration.ofDays(1));

  private static final ScopedValue<TimeLeft> AT_WORK = ScopedValue.newInstance();

  private final Supplier<Duration> left;

  private TimeLeft(Supplier<Duration> left) {
    this.left = left;
  }

  /**
   * Returns a time limit.
   *
   * @param left returns the time left; called at each check
   */
  public static TimeLeft of(Supplier<Duration> left) {
    return new TimeLeft(left);
  }

  /** Returns the time limit of the calling work; {@link #ENDLESS} outside {@link #during}. */
  public static TimeLeft atWork() {
    return AT_WORK.orElse(ENDLESS);
  }

  /** Runs some work under this time limit, and returns its result. */
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(AT_WORK, this).call(work::get);
  }

  /** Returns this time limit less a reserve for later work. */
  public TimeLeft less(Duration reserve) {
    return new TimeLeft(() -> left.get().minus(reserve));
  }

  /** Returns whether no time is left, so that no more work may start. */
  public boolean isOver() {
    return !left.get().isPositive();
  }

  /**
   * Checks that the calling work has enough time left to write and to answer.
   *
   * @throws UnavailableException if less than {@link #LEAST} is left
   */
  public static void requireEnoughToWrite() {
    if (atWork().left.get().compareTo(LEAST) < 0) {
      throw new UnavailableException("too little time is left to write and answer");
    }
  }
}
