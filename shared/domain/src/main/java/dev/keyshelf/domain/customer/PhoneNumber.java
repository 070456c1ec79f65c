package dev.keyshelf.domain.customer;

import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number as its owner writes it: it is called by people, never by us. */
public record PhoneNumber(String text) {
  /** The longest number, in characters. */
  public static final int LONGEST = 40;

  private static final Pattern FORM =
      Pattern.compile("\\+?[0-9(][0-9 ()./-]*(?: ?(?:x|ext\\.?|#) ?[0-9]+)?");
  private static final int FEWEST_DIGITS = 3;

  /** Refuses what nobody could call. */
  public PhoneNumber {
    if (!isNumber(text)) {
      throw new IllegalArgumentException("not a phone number");
    }
  }

  /** Gives the number that untrusted text names: digits, grouped as people do, and an extension. */
  public static Optional<PhoneNumber> parse(String text) {
    return isNumber(text) ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  private static boolean isNumber(String text) {
    return text.length() <= LONGEST
        && FORM.matcher(text).matches()
        && text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }

  @Override
  public String toString() {
    return text;
  }
}
