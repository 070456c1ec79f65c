package dev.keyshelf.domain.key;

import java.security.SecureRandom;

/**
 * The text of a generated key: 25 characters in five groups of five. The alphabet has no characters
 * that look alike, and no vowels, so that no key is a word. Twenty-four characters are random (102
 * bits). The last one is a check character: it makes the weighted sum of all characters 0 modulo
 * 19. Since 19 is prime, no weight is 0, and the weights of neighbours differ, the check detects
 * every wrong character and every swap of neighbours.
 */
public final class KeyText {
  static final String ALPHABET = "CDFHJKMPRTVWX234789";
  static final int LENGTH = 25;

  private static final int GROUP = 5;

  private KeyText() {}

  /**
   * Returns a random key. The random generator is not kept, since copies of a snapshot would share
   * its state.
   */
  static String random() {
    var random = new SecureRandom();
    var characters = new StringBuilder();
    var sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      var value = random.nextInt(ALPHABET.length());
      sum += weight(i) * value;
      characters.append(ALPHABET.charAt(value));
    }
    // The last weight is 1, so the value that the sum lacks is the value of the character.
    characters.append(ALPHABET.charAt(Math.floorMod(-sum, ALPHABET.length())));
    for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
      characters.insert(i, '-');
    }
    return characters.toString();
  }

  /** Returns whether a text is a well-formed generated key. Hyphens are optional. */
  public static boolean isWellTyped(String text) {
    var characters = text.replace("-", "");
    if (characters.length() != LENGTH) {
      return false;
    }
    var sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      var value = ALPHABET.indexOf(characters.charAt(i));
      if (value < 0) {
        return false;
      }
      sum += weight(i) * value;
    }
    return sum % ALPHABET.length() == 0;
  }

  /**
   * Returns the weight of a position. Counted from the right, weights are 1 to 18, then 1 again.
   */
  private static int weight(int index) {
    return (LENGTH - 1 - index) % (ALPHABET.length() - 1) + 1;
  }
}
