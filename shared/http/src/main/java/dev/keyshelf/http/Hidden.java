package dev.keyshelf.http;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a line may hold characters that are not shown by themselves: joiners in the scripts that
 * write with them and in emoji, marks of direction in lines that run from right to left, isolates
 * that cannot turn anything.
 */
final class Hidden {
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int LEFT_TO_RIGHT_MARK = 0x200E;
  private static final int RIGHT_TO_LEFT_MARK = 0x200F;
  private static final int ARABIC_LETTER_MARK = 0x61C;
  private static final int LEFT_TO_RIGHT_ISOLATE = 0x2066;
  private static final int RIGHT_TO_LEFT_ISOLATE = 0x2067;
  private static final int FIRST_STRONG_ISOLATE = 0x2068;
  private static final int END_OF_ISOLATE = 0x2069;
  private static final int EMOJI_VARIANT = 0xFE0F;
  private static final String BLACK_FLAG = "\uD83C\uDFF4";
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;

  /** The flags of England, Scotland and Wales: there are no others of this kind. */
  private static final Set<String> FLAGS = Set.of("gbeng", "gbsct", "gbwls");

  /** Those whose letters join, or stack into one. */
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ADLAM,
          UnicodeScript.ARABIC,
          UnicodeScript.BALINESE,
          UnicodeScript.BENGALI,
          UnicodeScript.CHAKMA,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.GRANTHA,
          UnicodeScript.GUJARATI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.HANIFI_ROHINGYA,
          UnicodeScript.JAVANESE,
          UnicodeScript.KANNADA,
          UnicodeScript.KHMER,
          UnicodeScript.MALAYALAM,
          UnicodeScript.MANDAIC,
          UnicodeScript.MEETEI_MAYEK,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.NEWA,
          UnicodeScript.NKO,
          UnicodeScript.ORIYA,
          UnicodeScript.SINHALA,
          UnicodeScript.SUNDANESE,
          UnicodeScript.SYRIAC,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.TIBETAN,
          UnicodeScript.TIRHUTA);

  /** Those that end words without a space. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(UnicodeScript.KHMER, UnicodeScript.LAO, UnicodeScript.MYANMAR, UnicodeScript.THAI);

  private final String line;
  private final boolean hasRightToLeft;

  /** Looks at a line as a whole once, however many of its characters are asked for. */
  Hidden(String line) {
    this.line = line;
    this.hasRightToLeft =
        line.codePoints().anyMatch(point -> isRightToLeft(point) && !isMark(point));
  }

  /** Tells whether the line may hold the format character that it has at a place. */
  boolean isTaken(int at) {
    return switch (line.codePointAt(at)) {
      case NON_JOINER -> follows(at, JOINING) || isBeforeOneOf(at, JOINING);
      case JOINER -> follows(at, JOINING) || isBetweenEmoji(at);
      case ZERO_WIDTH_SPACE -> follows(at, WITHOUT_SPACES);
      case LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, ARABIC_LETTER_MARK -> hasRightToLeft;
      case LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, FIRST_STRONG_ISOLATE -> turnsNothing(at);
      case END_OF_ISOLATE -> isEndOfOne(at);
      default -> isOfAFlag(at);
    };
  }

  /** Tells whether a letter of such a script, with what is written on it, stands before a place. */
  private boolean follows(int at, Set<UnicodeScript> scripts) {
    var end = at;
    while (end > 0) {
      var point = line.codePointBefore(end);
      var script = UnicodeScript.of(point);
      if (script != UnicodeScript.INHERITED || Character.getType(point) == Character.FORMAT) {
        return scripts.contains(script);
      }
      end -= Character.charCount(point);
    }
    return false;
  }

  /** Between a word of another script and its ending: a plural of an acronym in Persian. */
  private boolean isBeforeOneOf(int at, Set<UnicodeScript> scripts) {
    return at > 0
        && at + 1 < line.length()
        && Character.isLetterOrDigit(line.codePointBefore(at))
        && scripts.contains(UnicodeScript.of(line.codePointAt(at + 1)));
  }

  private boolean isBetweenEmoji(int at) {
    var end = at;
    while (end > 0 && isOnEmoji(line.codePointBefore(end))) {
      end -= Character.charCount(line.codePointBefore(end));
    }
    return end > 0
        && Character.isExtendedPictographic(line.codePointBefore(end))
        && at + 1 < line.length()
        && Character.isExtendedPictographic(line.codePointAt(at + 1));
  }

  private static boolean isOnEmoji(int point) {
    return point == EMOJI_VARIANT || Character.isEmojiModifier(point);
  }

  private static boolean isRightToLeft(int point) {
    return switch (Character.getDirectionality(point)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          true;
      default -> false;
    };
  }

  private static boolean isLeftToRight(int point) {
    return Character.getDirectionality(point) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  }

  private static boolean isMark(int point) {
    return point == LEFT_TO_RIGHT_MARK
        || point == RIGHT_TO_LEFT_MARK
        || point == ARABIC_LETTER_MARK;
  }

  /**
   * Tells whether an isolate has an end in its line and none within it, and is read in the
   * direction that it would have without: what is in it and what is beside it stay in their order.
   */
  private boolean turnsNothing(int at) {
    var end = line.indexOf(END_OF_ISOLATE, at);
    if (end < 0) {
      return false;
    }
    var inner = line.substring(at + 1, end);
    if (inner.codePoints().anyMatch(point -> isIsolate(point) || isMark(point))) {
      return false;
    }
    var first = inner.codePoints().filter(point -> isLeftToRight(point) || isRightToLeft(point));
    var runsFromRight = first.findFirst().stream().anyMatch(Hidden::isRightToLeft);
    return switch (line.codePointAt(at)) {
      case LEFT_TO_RIGHT_ISOLATE -> !runsFromRight;
      case RIGHT_TO_LEFT_ISOLATE -> runsFromRight;
      default -> true;
    };
  }

  private static boolean isIsolate(int point) {
    return point >= LEFT_TO_RIGHT_ISOLATE && point <= FIRST_STRONG_ISOLATE;
  }

  private boolean isEndOfOne(int at) {
    for (int before = at - 1; before >= 0; before--) {
      if (isIsolate(line.charAt(before))) {
        return true;
      }
      if (line.charAt(before) == END_OF_ISOLATE) {
        return false;
      }
    }
    return false;
  }

  private boolean isOfAFlag(int at) {
    var from = at;
    while (from > 0 && isTag(line.codePointBefore(from))) {
      from -= Character.charCount(line.codePointBefore(from));
    }
    var name = new StringBuilder();
    for (int next = from; next < line.length() && isTag(line.codePointAt(next)); next += 2) {
      name.append((char) (line.codePointAt(next) & 0x7F));
    }
    return line.startsWith(BLACK_FLAG, from - BLACK_FLAG.length())
        && name.length() > 0
        && name.charAt(name.length() - 1) == 0x7F
        && FLAGS.contains(name.substring(0, name.length() - 1));
  }

  private static boolean isTag(int point) {
    return point >= FIRST_TAG && point <= LAST_TAG;
  }
}
