package dev.keyshelf.domain.customer;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Checks mapped labels by IDNA 2008 (RFC 5892). A label may have letters, digits and marks, and a
 * few characters that are allowed only beside certain others.
 */
final class IdnaLabel {
  /** Letters, digits and marks that are not allowed in names. */
  private static final CodePoints NOT_OF_NAMES =
      CodePoints.of(
          // Tone and repeat marks, and old Hangul, which can be composed in several ways.
          "34F 640 7FA 1100-11FF 17B4-17B5 180B-180F 20D0-20FF 302E-302F 3031-3035 303B 3164"
              + " A960-A97C D7B0-D7C6 D7CB-D7FB FE00-FE0F FFA0 1D100-1D24F E0100-E01EF");

  /** Allowed although of another category: a Tibetan mark, two Sindhi signs, and Chinese zero. */
  private static final CodePoints OF_NAMES = CodePoints.of("6FD-6FE F0B 3007");

  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int MIDDLE_DOT = 0xB7;
  private static final int KERAIA = 0x375;
  private static final int GERESH = 0x5F3;
  private static final int GERSHAYIM = 0x5F4;
  private static final int KATAKANA_MIDDLE_DOT = 0x30FB;
  private static final CodePoints ARABIC_DIGITS = CodePoints.of("660-669");
  private static final CodePoints EXTENDED_ARABIC_DIGITS = CodePoints.of("6F0-6F9");

  private final int[] points;

  private IdnaLabel(int[] points) {
    this.points = points;
  }

  /** Returns whether a mapped label is valid. Does not check its hyphens and its direction. */
  static boolean isValid(String label) {
    var points = label.codePoints().toArray();
    return points.length > 0 && !isMark(points[0]) && new IdnaLabel(points).isValid();
  }

  private boolean isValid() {
    for (int at = 0; at < points.length; at++) {
      if (!isValidAt(at)) {
        return false;
      }
    }
    return true;
  }

  private boolean isValidAt(int at) {
    var point = points[at];
    return switch (point) {
      case JOINER -> at > 0 && Joining.isVirama(points[at - 1]);
      case NON_JOINER ->
          at > 0 && (Joining.isVirama(points[at - 1]) || Joining.isBetweenJoined(points, at));
      case MIDDLE_DOT -> isAt(at - 1, 'l') && isAt(at + 1, 'l');
      case KERAIA -> at + 1 < points.length && isOf(points[at + 1], UnicodeScript.GREEK);
      case GERESH, GERSHAYIM -> at > 0 && isOf(points[at - 1], UnicodeScript.HEBREW);
      case KATAKANA_MIDDLE_DOT -> has(IdnaLabel::isJapaneseOrChinese);
      default -> {
        if (ARABIC_DIGITS.has(point)) {
          yield !has(EXTENDED_ARABIC_DIGITS::has);
        }
        if (EXTENDED_ARABIC_DIGITS.has(point)) {
          yield !has(ARABIC_DIGITS::has);
        }
        yield isOfNames(point);
      }
    };
  }

  private boolean isAt(int at, int point) {
    return at >= 0 && at < points.length && points[at] == point;
  }

  private boolean has(IntPredicate what) {
    return Arrays.stream(points).anyMatch(what);
  }

  private static boolean isJapaneseOrChinese(int point) {
    return isOf(point, UnicodeScript.HIRAGANA)
        || isOf(point, UnicodeScript.KATAKANA)
        || isOf(point, UnicodeScript.HAN);
  }

  private static boolean isOf(int point, UnicodeScript script) {
    return UnicodeScript.of(point) == script;
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isOfNames(int point) {
    return switch (Character.getType(point)) {
      case Character.LOWERCASE_LETTER,
          Character.UPPERCASE_LETTER,
          Character.OTHER_LETTER,
          Character.MODIFIER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          !NOT_OF_NAMES.has(point);
      default -> point == '-' || OF_NAMES.has(point);
    };
  }
}
