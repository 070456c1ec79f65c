package dev.keyshelf.domain.once;

import dev.keyshelf.domain.identity.PartnerId;

/** A caller's key for one command. Its scope is the partner and the route. */
public record IdempotencyKey(PartnerId partner, String route, String key) {
  /** The longest key that a caller may send, in characters. */
  public static final int LONGEST = 255;

  /**
   * Checks the length of the key.
   *
   * @throws IllegalArgumentException if the key is empty or longer than {@link #LONGEST}
   */
  public IdempotencyKey {
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an idempotency key must have 1 to " + LONGEST + " characters");
    }
  }
}
