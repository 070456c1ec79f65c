package dev.keyshelf.domain.once;

import dev.keyshelf.domain.identity.PartnerId;

/** A caller's key for one command: it means something only to its partner and route. */
public record IdempotencyKey(PartnerId partner, String route, String key) {
  /** The longest key that a caller may send, in characters. */
  public static final int LONGEST = 255;

  /** Refuses an empty or over-long key. */
  public IdempotencyKey {
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new IllegalArgumentException("a key has 1 to " + LONGEST + " characters");
    }
  }
}
