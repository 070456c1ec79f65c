package dev.keyshelf.http;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Converts text from outside to a canonical form: NFC, without leading and trailing blanks. Hidden
 * characters and characters that change the text direction are allowed only where a script or an
 * emoji needs them.
 */
public final class Text {
  private static final int MOST_MARKS_IN_A_ROW = 8;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Text() {}

  /**
   * Returns the canonical text of one line. A text that shows nothing becomes the empty text.
   *
   * @return an empty result if the text holds control, hidden or unpaired characters, or would
   *     change the order of the text beside it
   */
  public static Optional<String> canonical(String text) {
    return line(Blanks.trimmed(text));
  }

  /**
   * Returns the canonical text of several lines. All line ends become line feeds. A line may hold
   * tabs and keeps its visible indentation.
   *
   * @return an empty result if {@link #canonical} refuses one of the lines
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

  /** Returns the length of a text in code points. The API counts characters this way. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the first code points of a text, at most {@code longest}. */
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
   * Returns the text in NFC. ASCII text is in NFC already. Most text is ASCII, and skipping it
   * saves loading the normalizer's data.
   */
  private static String composed(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < FIRST_BEYOND_ASCII);
  }
}
