package dev.keyshelf.embedded.items;

import java.math.BigDecimal;

/**
 * Numbers of up to 38 digits, as the API accepts and shows them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number">Number</a>
 */
public final class Numbers {
  private static final int MOST_DIGITS = 38;
  private static final int LARGEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;

  /** Longer texts are refused. A number with more digits than this cannot be stored anyway. */
  private static final int LONGEST_TEXT = 400;

  private Numbers() {}

  /**
   * Parses a number.
   *
   * @throws Refusal if the text is malformed, or the number is out of range or has more than 38
   *     significant digits
   */
  public static BigDecimal parse(String text) {
    if (text.isEmpty()) {
      throw Refusal.validation("The parameter cannot be converted to a numeric value");
    }
    try {
      if (text.length() <= LONGEST_TEXT && isAscii(text)) {
        return inRange(new BigDecimal(text));
      }
    } catch (NumberFormatException _) {
      // The exception below reports this, as it does a text that is too long.
    }
    throw Refusal.validation("The parameter cannot be converted to a numeric value: " + text);
  }

  /**
   * Returns a number without trailing zeros.
   *
   * @throws Refusal if the number is out of range or has more than 38 significant digits
   */
  public static BigDecimal inRange(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // Looks at precision and scale only: 1E+2000000000 is too large to be expanded.
    long exponent = (long) number.precision() - number.scale() - 1;
    if (exponent > LARGEST_EXPONENT) {
      throw Refusal.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < SMALLEST_EXPONENT) {
      throw Refusal.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    var canonical = number.stripTrailingZeros();
    if (canonical.precision() > MOST_DIGITS) {
      throw Refusal.validation("Attempting to store more than 38 significant digits in a Number");
    }
    return canonical;
  }

  /** Returns the number in plain digits, as the API shows it. */
  public static String text(BigDecimal number) {
    return number.toPlainString();
  }

  /** {@link BigDecimal} accepts digits of all scripts, but the API accepts only those of ASCII. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < 0x80);
  }
}
