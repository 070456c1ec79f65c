package dev.keyshelf.domain.customer;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * The mapping of characters that UTS #46 applies before it checks labels. It unifies case, width
 * and form, and removes invisible characters. It is computed from the JDK's Unicode data, since the
 * ICU library would add 14 MB. A test compares the result with ICU for every character, also for
 * those that are not allowed.
 */
final class IdnaMapping {
  private static final int SHARP_S = 0xDF;
  private static final int CAPITAL_SHARP_S = 0x1E9E;
  private static final int FINAL_SIGMA = 0x3C2;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int DOTLESS_I = 0x131;
  private static final int ITALIC_DOTLESS_I = 0x1D6A4;
  private static final int CAPITAL_I_WITH_DOT = 0x130;
  private static final String I_WITH_DOT = "i\u0307";
  private static final int FULL_STOP = 0x3002;
  private static final int HALF_WIDTH_FULL_STOP = 0xFF61;
  private static final int FULL_WIDTH_FULL_STOP = 0xFF0E;

  private static final CodePoints UNSEEN =
      CodePoints.of(
          "AD 34F 115F-1160 17B4-17B5 180B-180F 200B 2060-2064 206A-206F 3164 FE00-FE0F FEFF FFA0"
              + " 1BCA0-1BCA3 1D173-1D17A E0100-E01EF");

  /**
   * The capital Cherokee letters. Cherokee is mostly written in capitals, so small letters map to
   * them.
   */
  private static final CodePoints CHEROKEE = CodePoints.of("13A0-13F5");

  private static final int FIRST_SMALL_CHEROKEE = 0xAB70;
  private static final int LAST_SMALL_CHEROKEE = 0xABBF;
  private static final int FIRST_CHEROKEE = 0x13A0;
  private static final int FIRST_SMALL_CHEROKEE_BESIDE = 0x13F8;
  private static final int LAST_SMALL_CHEROKEE_BESIDE = 0x13FD;

  private IdnaMapping() {}

  /** Maps a text. Characters that names must not have stay, or map to others of this kind. */
  static String map(String text) {
    var mapped = new StringBuilder();
    text.codePoints().forEach(point -> mapped.append(mapped(point)));
    return Normalizer.normalize(mapped, Form.NFC);
  }

  private static String mapped(int point) {
    return switch (point) {
      case SHARP_S, FINAL_SIGMA, NON_JOINER, JOINER, DOTLESS_I -> Character.toString(point);
      case CAPITAL_SHARP_S -> Character.toString(SHARP_S);
      case ITALIC_DOTLESS_I -> Character.toString(DOTLESS_I);
      case CAPITAL_I_WITH_DOT -> I_WITH_DOT;
      case FULL_STOP, HALF_WIDTH_FULL_STOP -> ".";
      default -> UNSEEN.has(point) ? "" : onlyCaseAndForm(point);
    };
  }

  private static String onlyCaseAndForm(int point) {
    if (CHEROKEE.has(point)) {
      return Character.toString(point);
    }
    if (point >= FIRST_SMALL_CHEROKEE && point <= LAST_SMALL_CHEROKEE) {
      return Character.toString(point - FIRST_SMALL_CHEROKEE + FIRST_CHEROKEE);
    }
    if (point >= FIRST_SMALL_CHEROKEE_BESIDE && point <= LAST_SMALL_CHEROKEE_BESIDE) {
      return Character.toString(point - 8);
    }
    var text = Character.toString(point);
    var folded = folded(text);
    // Dots in an ellipsis, a leader or a numbered character must not end a label.
    return folded.contains(".") && point != FULL_WIDTH_FULL_STOP && point != '.' ? text : folded;
  }

  /** Folds case. The JDK has no case folding, but lower, upper and lower case give the same. */
  private static String folded(String text) {
    var upper = lower(compatible(text)).toUpperCase(Locale.ROOT);
    return compatible(lower(compatible(upper)));
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Form.NFKC);
  }

  private static String lower(String text) {
    var lower = new StringBuilder();
    text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }
}
