package dev.keyshelf.domain.activity;

import java.util.Optional;

/**
 * A key that an act issued, showed or replaced, as the log may name it.
 *
 * @param lastFive the five characters that lists show of the key, never more
 * @param replaced the last five of the key whose place it took in this act
 */
public record TouchedKey(int ordinal, String lastFive, Optional<String> replaced) {
  private static final int SHOWN = 5;

  /** Refuses more of a key than the log may hold. */
  public TouchedKey {
    if (lastFive.length() != SHOWN || replaced.filter(old -> old.length() != SHOWN).isPresent()) {
      throw new IllegalArgumentException("the log names a key by its last five characters");
    }
  }

  /** Tells whether the log calls the key so, or the one whose place it took. */
  boolean isCalled(String five) {
    return lastFive.equals(five) || replaced.filter(five::equals).isPresent();
  }

  /** Speaks of a key that was issued or shown. */
  public static TouchedKey of(int ordinal, String lastFive) {
    return new TouchedKey(ordinal, lastFive, Optional.empty());
  }

  /** Gives this as what took the place of another key. */
  public TouchedKey inPlaceOf(String other) {
    return new TouchedKey(ordinal, lastFive, Optional.of(other));
  }
}
