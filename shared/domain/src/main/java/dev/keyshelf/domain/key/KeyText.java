package dev.keyshelf.domain.key;

import java.security.SecureRandom;

/**
 * The text of a generated key: 25 characters in five groups of five. Its alphabet has no two that
 * look alike and no vowels, so that no key is a word. Twenty-four are random (102 bits); the last
 * one makes the weighted sum of all of them 0 modulo 19. Since 19 is prime, no weight is 0 and
 * neighbours differ in theirs, every wrong character and every swap of neighbours is caught.
 */
public final class KeyText {
  static final String ALPHABET = "CDFHJKMPRTVWX234789";
  static final int LENGTH = 25;

  private static final int GROUP = 5;

  private KeyText() {}

  /** Gives a random key; no generator is kept, since copies of a snapshot would share it. */
  static String random() {
    var random = new SecureRandom();
    var characters = new StringBuilder();
    var sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      var value = random.nextInt(ALPHABET.length());
      sum += weight(i) * value;
      characters.append(ALPHABET.charAt(value));
    }
    // The last weight is 1: what the sum lacks is the character itself.
    characters.append(ALPHABET.charAt(Math.floorMod(-sum, ALPHABET.length())));
    for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
      characters.insert(i, '-');
    }
    return characters.toString();
  }

  /** Tells whether a text can be a generated key, typed without a mistake; hyphens are optional. */
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

  /** From the right: 1 to 18, and again from 1. */
  private static int weight(int index) {
    return (LENGTH - 1 - index) % (ALPHABET.length() - 1) + 1;
  }
}
