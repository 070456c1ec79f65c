package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/** How long a call that meets others tries again, with pauses of random length between. */
final class Patience {
  /** For conflicts with other commands. */
  static final Duration USUAL = Duration.ofSeconds(3);

  /** For what ends things: it has to get through a crowd that uses what it ends. */
  static final Duration IN_A_CROWD = Duration.ofSeconds(10);

  private static final int SHORTEST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  private final long giveUpAt;

  /** Lasts so long from now on. */
  Patience(Duration budget) {
    this.giveUpAt = System.nanoTime() + budget.toNanos();
  }

  /**
   * Waits before another attempt. Full jitter: who met once does not meet again.
   *
   * @throws UnavailableException when another attempt would be too late
   */
  void pauseAfter(SdkException conflict) {
    // Fresh, since a generator that a snapshot holds would give every copy the same pauses.
    var pause = new SecureRandom().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS + 1);
    if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > giveUpAt) {
      throw new UnavailableException("conflicts outlasted the retries", conflict);
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", interrupted);
    }
  }
}
