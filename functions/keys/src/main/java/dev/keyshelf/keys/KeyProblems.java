package dev.keyshelf.keys;

import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** Why there is no key to show, told the same way by each function that shows some. */
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
    return Problem.of(ProblemCode.HAS_NO_KEYS, "What was bought comes without keys.");
  }

  static Problem exhausted() {
    return Problem.of(
            ProblemCode.KEYS_EXHAUSTED,
            "There are not enough keys now; nothing was issued. More will be supplied.")
        .retryAfter(RETRY_AFTER_SECONDS);
  }
}
