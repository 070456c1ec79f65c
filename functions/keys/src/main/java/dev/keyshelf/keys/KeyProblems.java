package dev.keyshelf.keys;

import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;

/** Why there is no key to show, told the same way by each function that shows some. */
final class KeyProblems {
  private static final int RETRY_AFTER_SECONDS = 300;

  private KeyProblems() {}

  static ProblemException revoked() {
    return new ProblemException(
        Problem.gone("key-revoked", "The purchase was cancelled, and its keys with it."));
  }

  static ProblemException termEnded() {
    return new ProblemException(Problem.gone("term-ended", "The subscription's term is over."));
  }

  static ProblemException hasNoKeys() {
    return new ProblemException(
        Problem.conflict("has-no-keys", "What was bought comes without keys."));
  }

  static ProblemException exhausted() {
    return new ProblemException(
        Problem.unavailable(
            "keys-exhausted",
            "There are not enough keys now; nothing was issued. More will be supplied.",
            RETRY_AFTER_SECONDS));
  }
}
