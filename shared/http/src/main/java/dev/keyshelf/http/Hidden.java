package dev.keyshelf.http;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Decides where a line may hold invisible format characters. It allows joiners in emoji and in the
 * scripts that need them, direction marks in lines with right-to-left text, and direction isolates
 * that change no visible order.
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

  /** The flags of England, Scotland and Wales, the only emoji flags that are made of tags. */
  private static final Set<String> FLAGS = Set.of("gbeng", "gbsct", "gbwls");

  /** The scripts whose letters join or stack. */
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

  /** The scripts that do not separate words by spaces. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(UnicodeScript.KHMER, UnicodeScript.LAO, UnicodeScript.MYANMAR, UnicodeScript.THAI);

  private final String line;
  private final boolean hasRightToLeft;

  /** Examines the whole line once, so that each later question is cheap. */
  Hidden(String line) {
    this.line = line;
    this.hasRightToLeft =
        line.codePoints().anyMatch(point -> isRightToLeft(point) && !isMark(point));
  }

  /** Tells whether the format character at this index is allowed there. */
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

  /** Tells whether a letter of one of the scripts, with its marks, precedes the index. */
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

  /**
   * Tells whether the index is between a word of any script and a letter of one of these scripts.
   * Persian, for example, writes the plural of a Latin acronym this way.
   */
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
   * Tells whether an isolate changes no visible order: it ends in its line, holds no other isolate
   * or mark, and has the direction that its text would have without it.
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
