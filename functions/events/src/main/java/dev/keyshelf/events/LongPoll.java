package dev.keyshelf.events;

import dev.keyshelf.domain.feed.ReadEvents.Result;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Reads a feed again and again until there is an event to return, for as long as the reader asked
 * and the operator allows.
 *
 * @param most the longest wait
 * @param pause waits before the next read
 */
record LongPoll(Duration most, Pause pause) {
  /** Between two reads. It is most of the delay of an event, and each read costs a read unit. */
  static final Duration BETWEEN = Duration.ofMillis(100);

  /** The time of a function that is kept for the last read and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(3);

  /** Waits. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Returns a poll that sleeps between its reads. */
  static LongPoll sleeping(Duration most) {
    return new LongPoll(most, Thread::sleep);
  }

  /**
   * Returns the first page with events, or the last one read.
   *
   * @param seconds how long the reader wants to wait
   * @param after the number to begin after
   * @param read reads the page after a number
   */
  Result until(int seconds, long after, LongFunction<Result> read) {
    var wait = Duration.ofSeconds(seconds);
    var left = (wait.compareTo(most) < 0 ? wait : most).dividedBy(BETWEEN);
    var result = read.apply(after);
    var timeLeft = TimeLeft.atWork().less(RESERVE);
    while (left > 0
        && !timeLeft.isOver()
        && result instanceof Result.Page(var events, var examinedUpTo)
        && events.isEmpty()) {
      try {
        pause.of(BETWEEN);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return result;
      }
      left--;
      result = read.apply(examinedUpTo);
    }
    return result;
  }
}
