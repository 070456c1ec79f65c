package dev.keyshelf.keys;

import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** The problems of keys that cannot be shown, the same in each function that shows keys. */
final class KeyProblems {
  private static final int RETRY_AFTER_SECONDS = 300;

  private KeyProblems() {}

  static Problem revoked() {
    return Problem.of(ProblemCode.KEY_REVOKED, "The purchase was cancelled, and its keys with it.");
  }

  static Problem termEnded() {
    return Problem.of(ProblemCode.TERM_ENDED, "The subscription's term is over.");
  }

  static Problem hasNoKeys() {
    return Problem.of(ProblemCode.HAS_NO_KEYS, "The software has no keys.");
  }

  static Problem exhausted() {
    return Problem.of(
            ProblemCode.KEYS_EXHAUSTED,
            "There are not enough keys now, and nothing was issued. More will be supplied.")
        .retryAfter(RETRY_AFTER_SECONDS);
  }
}
