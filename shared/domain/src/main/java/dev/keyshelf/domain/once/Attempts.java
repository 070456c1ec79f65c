package dev.keyshelf.domain.once;

import java.util.Optional;
import java.util.function.Supplier;

/** Deciding again when what was read has changed before the commit. */
public final class Attempts {
  /** Each attempt reads afresh; who loses this often meets a crowd, and is asked to come back. */
  private static final int MOST = 12;

  private Attempts() {}

  /**
   * Runs an attempt until it gives an outcome.
   *
   * @param attempt one load, decide and commit; empty when the commit was {@link Commit#STALE}
   * @throws UnavailableException when every attempt was stale
   */
  public static <O> O until(Supplier<Optional<O>> attempt) {
    for (int i = 0; i < MOST; i++) {
      var outcome = attempt.get();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new UnavailableException("what was read kept changing before the commit");
  }
}
