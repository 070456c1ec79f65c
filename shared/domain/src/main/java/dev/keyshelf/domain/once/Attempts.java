package dev.keyshelf.domain.once;

import java.util.Optional;
import java.util.function.Supplier;

/** Retries a decision when the data it was based on changed before the commit. */
public final class Attempts {
  /**
   * The most attempts. Each one reads the data again. A caller that loses this often competes with
   * many others, so it is told to retry later.
   */
  private static final int MOST = 12;

  private Attempts() {}

  /**
   * Runs an attempt, up to 12 times, until it returns an outcome.
   *
   * @param attempt loads, decides and commits once; returns empty if the commit was {@link
   *     Commit#STALE}
   * @throws UnavailableException if every attempt was stale; it is of a conflict
   */
  public static <O> O until(Supplier<Optional<O>> attempt) {
    for (int i = 0; i < MOST; i++) {
      var outcome = attempt.get();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw UnavailableException.ofConflict("the data kept changing between read and commit");
  }
}
