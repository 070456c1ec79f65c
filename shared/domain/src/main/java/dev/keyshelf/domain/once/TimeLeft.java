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

  private static final ScopedValue<Supplier<Duration>> AT_WORK = ScopedValue.newInstance();

  private TimeLeft() {}

  /**
   * Gives what some work gives.
   *
   * @param timeLeft asked before each write of the work
   */
  public static <T> T during(Supplier<Duration> timeLeft, Supplier<T> work) {
    return ScopedValue.where(AT_WORK, timeLeft).call(work::get);
  }

  /**
   * Refuses to write when the time is nearly over.
   *
   * @throws UnavailableException when there is less than {@link #LEAST}
   */
  public static void requireEnoughToWrite() {
    if (AT_WORK.isBound() && AT_WORK.get().get().compareTo(LEAST) < 0) {
      throw new UnavailableException("too little time is left to write and to answer");
    }
  }
}
