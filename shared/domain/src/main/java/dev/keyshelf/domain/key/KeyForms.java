package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks keys by their form, brings them into a canonical form, and shortens them for display. */
final class KeyForms {
  /** The longest key, in bytes of UTF-8. */
  static final int LONGEST = 4 * 1024;

  private static final int SHOWN = 5;

  /** Five characters of a shorter word would reveal too much, so its fingerprint is shown. */
  private static final int LEAST_OF_A_WORD = 10;

  private static final Pattern FIVES = Pattern.compile("[A-Z0-9]{5}(?:-[A-Z0-9]{5}){1,7}");
  private static final Pattern LOWER_FIVES = Pattern.compile("[a-z0-9]{5}(?:-[a-z0-9]{5}){1,7}");
  private static final Pattern FOURS = Pattern.compile("[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,7}");
  private static final Pattern LOWER_FOURS = Pattern.compile("[a-z0-9]{4}(?:-[a-z0-9]{4}){2,7}");
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /**
   * Characters that a text has only if it is damaged or was decoded wrongly. Line ends and tabs are
   * parts of licences.
   */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\uFFFD&&[^\\t\\r\\n]]");

  /** A token or number. Other texts, such as licences in XML, may all have the same end. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~+/=:-]+");

  private static final Pattern GUID_IN_ONE_PIECE =
      Pattern.compile("([0-9A-Fa-f]{8})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})(.{12})");

  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

  private KeyForms() {}

  /** Returns whether a text is a key of a form. */
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

  /** Describes the keys of a form, for a person who supplied something else. */
  static String wanted(KeyForm form) {
    return switch (form) {
      case FIVES -> "two to eight groups of five capitals and digits";
      case CHECKED_FIVES ->
          "five groups of five of %s, whose last character checks the others"
              .formatted(KeyText.ALPHABET);
      case LOWER_FIVES -> "two to eight groups of five small letters and digits";
      case FOURS -> "three to eight groups of four capitals and digits";
      case LOWER_FOURS -> "three to eight groups of four small letters and digits";
      case UUID -> "a UUID of 32 hexadecimal digits with its four hyphens";
      case FREE ->
          "text of at most %s bytes in UTF-8, with no control characters but tabs and line ends"
              .formatted(LONGEST);
    };
  }

  /**
   * Returns the canonical text of a key, by which it is unique. It does not depend on the form that
   * the key's pool names. UUIDs become lower case, and groups of four or five become upper case.
   * Any other text keeps its case, gets line ends of one kind, and loses surrounding white space.
   */
  static String canonical(String key) {
    if (UUID.matcher(key).matches()) {
      return key.toLowerCase(Locale.ROOT);
    }
    return isInGroups(key) ? key.toUpperCase(Locale.ROOT) : key.replace("\r\n", "\n").strip();
  }

  /**
   * Returns all keys that a text can stand for: the text itself, and the keys which it is without
   * their hyphens. A token of free text can have the length of such a key.
   */
  static Stream<String> spelled(String text) {
    var grouped =
        Stream.of(
            text.replaceAll("(.{5})(?!$)", "$1-"),
            text.replaceAll("(.{4})(?!$)", "$1-"),
            GUID_IN_ONE_PIECE.matcher(text).replaceAll("$1-$2-$3-$4-$5"));
    return Stream.concat(Stream.of(text), grouped.filter(KeyForms::isInGroups)).distinct();
  }

  private static boolean isInGroups(String key) {
    var capitals = key.toUpperCase(Locale.ROOT);
    return FIVES.matcher(capitals).matches()
        || FOURS.matcher(capitals).matches()
        || UUID.matcher(key).matches();
  }

  /**
   * Returns the five characters that lists and logs may show of a key: its last five letters and
   * digits. A short word, or a text that is not one word, gets the first five of its fingerprint.
   */
  static String lastFive(String key, Fingerprint fingerprint) {
    var characters = NEITHER_LETTER_NOR_DIGIT.matcher(key).replaceAll("");
    return WORD.matcher(key).matches() && characters.length() >= LEAST_OF_A_WORD
        ? characters.substring(characters.length() - SHOWN)
        : fingerprint.current().substring(0, SHOWN);
  }
}
