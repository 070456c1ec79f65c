package dev.keyshelf.http;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Text from outside, in one form: NFC, without blanks around it, and without what cannot be seen or
 * turns the reading order, but where a script or an emoji needs it.
 */
public final class Text {
  private static final int MOST_MARKS_IN_A_ROW = 8;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Text() {}

  /**
   * Returns the canonical text of one line. What looks empty is empty.
   *
   * @return nothing if it holds control, hidden or unpaired characters, or would turn the order of
   *     what is beside it
   */
  public static Optional<String> canonical(String text) {
    return line(Blanks.trimmed(text));
  }

  /**
   * Returns the canonical text of several lines, each ended by a line feed whatever ended it
   * before; a tab may stand in a line, and blanks that can be seen before it.
   *
   * @return nothing if a line holds what {@link #canonical} refuses
   */
  public static Optional<String> canonicalLines(String text) {
    var lines = new ArrayList<String>();
    for (var each : Blanks.trimmed(text).split("\\r\\n|\\r|\\n", -1)) {
      var line = line(Blanks.trimmed(each).replace('\t', ' '));
      if (line.isEmpty()) {
        return Optional.empty();
      }
      lines.add(line.get().isEmpty() ? "" : composed(Blanks.trimmedAfter(each)));
    }
    return Optional.of(Blanks.trimmed(String.join("\n", lines)));
  }

  /** Returns how long a text is, in characters as contracts count them: code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns what a text begins with, of at most so many code points. */
  public static String cut(String text, int longest) {
    return length(text) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  private static Optional<String> line(String trimmed) {
    if (isAscii(trimmed)) {
      return Optional.of(trimmed).filter(line -> line.chars().noneMatch(Character::isISOControl));
    }
    var composed = composed(trimmed);
    return isShown(trimmed) && isShown(composed)
        ? Optional.of(Blanks.isEmpty(composed) ? "" : Blanks.trimmed(composed))
        : Optional.empty();
  }

  private static boolean isShown(String line) {
    var hidden = new Hidden(line);
    var marks = 0;
    for (int at = 0; at < line.length(); ) {
      var point = line.codePointAt(at);
      var type = Character.getType(point);
      marks = type == Character.NON_SPACING_MARK ? marks + 1 : 0;
      if (marks > MOST_MARKS_IN_A_ROW
          || isForbidden(type)
          || (type == Character.FORMAT && !hidden.isTaken(at))) {
        return false;
      }
      at += Character.charCount(point);
    }
    return true;
  }

  private static boolean isForbidden(int type) {
    return switch (type) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /**
   * ASCII is composed as it is: most text is, and the first use of the normalizer reads its data.
   */
  private static String composed(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < FIRST_BEYOND_ASCII);
  }
}
