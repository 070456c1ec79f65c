package dev.keyshelf.domain.activity;

import java.util.Optional;

/**
 * A key that an act issued, showed or replaced. The log holds only its last five characters.
 *
 * @param ordinal the key's place in its entitlement, from 1
 * @param lastFive the last five characters of the key
 * @param replaced the last five characters of the key that this one replaced in the act
 */
public record TouchedKey(int ordinal, String lastFive, Optional<String> replaced) {
  private static final int SHOWN = 5;

  /**
   * Checks that the log gets exactly the last five characters of each key.
   *
   * @throws IllegalArgumentException if either text has another length
   */
  public TouchedKey {
    if (lastFive.length() != SHOWN || replaced.filter(old -> old.length() != SHOWN).isPresent()) {
      throw new IllegalArgumentException("must be the last five characters of a key");
    }
  }

  /** Returns whether this key, or the one it replaced, ends with these five characters. */
  boolean isCalled(String five) {
    return lastFive.equals(five) || replaced.filter(five::equals).isPresent();
  }

  /** Returns a key that was issued or shown. */
  public static TouchedKey of(int ordinal, String lastFive) {
    return new TouchedKey(ordinal, lastFive, Optional.empty());
  }

  /** Returns a copy that replaced another key. */
  public TouchedKey inPlaceOf(String other) {
    return new TouchedKey(ordinal, lastFive, Optional.of(other));
  }
}
