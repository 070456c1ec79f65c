package dev.keyshelf.domain.once;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long the function that is at work may still run: what could not be answered any more is not
 * begun. Whoever is not told of it has time enough.
 */
public final class TimeLeft {
  /** With less than this left nothing is written; with exactly this it is. */
  public static final Duration LEAST = Duration.ofSeconds(2);

  /** Time enough for everything. */
  public static final TimeLeft ENDLESS = new TimeLeft(() -> Duration.ofDays(1));

  private static final ScopedValue<TimeLeft> AT_WORK = ScopedValue.newInstance();

  private final Supplier<Duration> left;

  private TimeLeft(Supplier<Duration> left) {
    this.left = left;
  }

  /**
   * Gives the time that is left.
   *
   * @param left asked each time that it matters
   */
  public static TimeLeft of(Supplier<Duration> left) {
    return new TimeLeft(left);
  }

  /** Gives the time of the work that asks. */
  public static TimeLeft atWork() {
    return AT_WORK.orElse(ENDLESS);
  }

  /** Gives what some work gives that has this time. */
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(AT_WORK, this).call(work::get);
  }

  /** Gives this without what is kept for what comes last. */
  public TimeLeft less(Duration reserve) {
    return new TimeLeft(() -> left.get().minus(reserve));
  }

  /** Tells whether nothing more is to be begun: nothing is left, or less. */
  public boolean isOver() {
    return !left.get().isPositive();
  }

  /**
   * Refuses to write when the time of the work that asks is nearly over.
   *
   * @throws UnavailableException when there is less than {@link #LEAST}
   */
  public static void requireEnoughToWrite() {
    if (atWork().left.get().compareTo(LEAST) < 0) {
      throw new UnavailableException("too little time is left to write and to answer");
    }
  }
}
