package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** A time budget for retries after conflicts and throttling, with pauses of random length. */
final class Patience {
  /** The budget for conflicts with other commands. */
  static final Duration USUAL = Duration.ofSeconds(3);

  /** The budget for cancellations and revocations, which compete with many users of the item. */
  static final Duration IN_A_CROWD = Duration.ofSeconds(10);

  private static final int SHORTEST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 200;
  private static final int FIRST_PAUSE_FOR_THE_FIRST_MILLIS = 20;
  private static final int LONGEST_PAUSE_FOR_THE_FIRST_MILLIS = 500;

  private final long giveUpAt;

  /** Starts a budget now. */
  Patience(Duration budget) {
    this.giveUpAt = System.nanoTime() + budget.toNanos();
  }

  /**
   * Waits before the next attempt after a conflict with another command.
   *
   * @throws UnavailableException if the next attempt would be after the end of the budget; it is of
   *     a conflict
   */
  void pauseAfterConflict(SdkException conflict) {
    pauseOr(
        () ->
            UnavailableException.ofConflict("conflicts lasted longer than the retries", conflict));
  }

  /**
   * Waits before the next attempt after the table did less than it was asked to.
   *
   * @throws UnavailableException if the next attempt would be after the end of the budget; it is an
   *     outage, since other items would meet the same
   */
  void pauseAfterThrottling(SdkException throttled) {
    pauseOr(() -> new UnavailableException("throttling lasted longer than the retries", throttled));
  }

  /**
   * Waits before a command decides again, because another one takes the same item. Were that item
   * the last one of its kind, attempts without a pause could all be over before it is gone.
   *
   * @param running how long the command has been running; negative counts as zero
   */
  static void pauseForTheFirst(Duration running) {
    var longest = longestPauseForTheFirst(running);
    pause(longest / 2 + random(longest - longest / 2));
  }

  /**
   * Returns the longest pause in milliseconds; the shortest is half of it. It grows with the time
   * that earlier attempts took, so that the twelve of a command last about as long as {@link
   * #USUAL}, though each begins with a new transaction and knows of no other.
   */
  static int longestPauseForTheFirst(Duration running) {
    var grown = FIRST_PAUSE_FOR_THE_FIRST_MILLIS + Math.max(0, running.toMillis());
    return (int) Math.min(LONGEST_PAUSE_FOR_THE_FIRST_MILLIS, grown);
  }

  /** Waits. The random pause keeps two callers from colliding again. */
  private void pauseOr(Supplier<UnavailableException> givenUp) {
    var pause = SHORTEST_PAUSE_MILLIS + random(LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS);
    if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > giveUpAt) {
      throw givenUp.get();
    }
    pause(pause);
  }

  /** Returns a random number from 0 to the given one. */
  private static int random(int most) {
    // A new generator each time. One in a snapshot would give every copy the same pauses.
    return new SecureRandom().nextInt(most + 1);
  }

  private static void pause(int pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", interrupted);
    }
  }
}
