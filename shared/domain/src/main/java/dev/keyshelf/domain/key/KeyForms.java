package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which texts are keys of a form, which of them are the same key, and what may be shown of one. */
final class KeyForms {
  /** The longest key, in bytes of UTF-8. */
  static final int LONGEST = 4 * 1024;

  private static final int SHOWN = 5;

  /** A word with fewer letters and digits is named by its fingerprint: its end says too much. */
  private static final int LEAST_OF_A_WORD = 10;

  private static final Pattern FIVES = Pattern.compile("[A-Z0-9]{5}(?:-[A-Z0-9]{5}){1,7}");
  private static final Pattern LOWER_FIVES = Pattern.compile("[a-z0-9]{5}(?:-[a-z0-9]{5}){1,7}");
  private static final Pattern FOURS = Pattern.compile("[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,7}");
  private static final Pattern LOWER_FOURS = Pattern.compile("[a-z0-9]{4}(?:-[a-z0-9]{4}){2,7}");
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /** What no text has that was read as it was meant; line ends and tabs are part of licences. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\uFFFD&&[^\\t\\r\\n]]");

  /** What tokens and numbers are made of: the end of any other text may be that of all its like. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~+/=:-]+");

  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

  private KeyForms() {}

  /** Tells whether a text is a key of a form. */
  static boolean admits(KeyForm form, String key) {
    return switch (form) {
      case FIVES -> FIVES.matcher(key).matches();
      case CHECKED_FIVES -> FIVES.matcher(key).matches() && KeyText.isWellTyped(key);
      case LOWER_FIVES -> LOWER_FIVES.matcher(key).matches();
      case FOURS -> FOURS.matcher(key).matches();
      case LOWER_FOURS -> LOWER_FOURS.matcher(key).matches();
      case UUID -> UUID.matcher(key).matches();
      case FREE ->
          !key.isBlank()
              && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST
              && !NO_TEXT.matcher(key).find();
    };
  }

  /** Returns what a key of a form is, for who supplied something else. */
  static String wanted(KeyForm form) {
    return switch (form) {
      case FIVES -> "two to eight groups of five capitals and digits";
      case CHECKED_FIVES ->
          "five groups of five of %s, the last one as the others make it"
              .formatted(KeyText.ALPHABET);
      case LOWER_FIVES -> "two to eight groups of five small letters and digits";
      case FOURS -> "three to eight groups of four capitals and digits";
      case LOWER_FOURS -> "three to eight groups of four small letters and digits";
      case UUID -> "a UUID of 32 hexadecimal digits with its four hyphens";
      case FREE ->
          "text of at most %s bytes in UTF-8 without control characters".formatted(LONGEST);
    };
  }

  /**
   * Returns the text that makes a key unique, whatever its pool says of its form: in one case where
   * a form has no two keys that differ in case only, with one kind of line ends, and without what
   * surrounds it.
   */
  static String canonical(String key) {
    if (UUID.matcher(key).matches()) {
      return key.toLowerCase(Locale.ROOT);
    }
    var capitals = key.toUpperCase(Locale.ROOT);
    return FIVES.matcher(capitals).matches() || FOURS.matcher(capitals).matches()
        ? capitals
        : key.replace("\r\n", "\n").strip();
  }

  /**
   * Returns the five characters that lists and logs may show of a key: its last letters and digits.
   * A short word, and a text that is no word, are named by the first ones of their fingerprint.
   */
  static String lastFive(String key, Fingerprint fingerprint) {
    var characters = NEITHER_LETTER_NOR_DIGIT.matcher(key).replaceAll("");
    return WORD.matcher(key).matches() && characters.length() >= LEAST_OF_A_WORD
        ? characters.substring(characters.length() - SHOWN)
        : fingerprint.current().substring(0, SHOWN);
  }
}
