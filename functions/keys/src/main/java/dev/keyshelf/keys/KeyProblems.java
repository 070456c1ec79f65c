package dev.keyshelf.keys;

import dev.keyshelf.http.Problem;

/** Why there is no key to show, told the same way by each function that shows some. */
final class KeyProblems {
  private static final int RETRY_AFTER_SECONDS = 300;

  private KeyProblems() {}

  static Problem revoked() {
    return Problem.gone("key-revoked", "The purchase was cancelled, and its keys with it.");
  }

  static Problem termEnded() {
    return Problem.gone("term-ended", "The subscription's term is over.");
  }

  static Problem hasNoKeys() {
    return Problem.conflict("has-no-keys", "What was bought comes without keys.");
  }

  static Problem exhausted() {
    return Problem.unavailable(
        "keys-exhausted",
        "There are not enough keys now; nothing was issued. More will be supplied.",
        RETRY_AFTER_SECONDS);
  }
}
