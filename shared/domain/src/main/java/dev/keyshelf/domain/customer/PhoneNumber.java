package dev.keyshelf.domain.customer;

import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number, grouped as its owner groups it. People call it, Keyshelf never does. */
public record PhoneNumber(String text) {
  /** The longest number, in characters. */
  public static final int LONGEST = 40;

  private static final Pattern FORM =
      Pattern.compile("\\+?[0-9(][0-9 ()./-]*(?: ?(?:x|ext\\.?|#) ?[0-9]+)?");
  private static final int FEWEST_DIGITS = 3;
  private static final int MINUS = 0x2212;
  private static final int FIRST_FULL_WIDTH = 0xFF01;
  private static final int LAST_FULL_WIDTH = 0xFF5E;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed
   */
  public PhoneNumber {
    if (!isNumber(text)) {
      throw new IllegalArgumentException(
          "a phone number must have 3 digits or more, and at most 40 characters");
    }
  }

  /**
   * Parses untrusted text. The number may have digits of any script, grouping characters and an
   * extension. Digits become 0 to 9, blanks become spaces, and dashes become hyphens. Invisible
   * format characters are removed, since copied numbers often have them.
   *
   * @return empty if malformed
   */
  public static Optional<PhoneNumber> parse(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .map(PhoneNumber::plain)
        .forEach(plain::appendCodePoint);
    var number = plain.toString().strip();
    return isNumber(number) ? Optional.of(new PhoneNumber(number)) : Optional.empty();
  }

  private static int plain(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(point, 10);
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.DASH_PUNCTUATION -> '-';
      default -> {
        if (point == MINUS) {
          yield '-';
        }
        yield point >= FIRST_FULL_WIDTH && point <= LAST_FULL_WIDTH
            ? point - FIRST_FULL_WIDTH + '!'
            : point;
      }
    };
  }

  private static boolean isNumber(String text) {
    return OneLine.length(text) <= LONGEST
        && FORM.matcher(text).matches()
        && text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }

  @Override
  public String toString() {
    return text;
  }
}
