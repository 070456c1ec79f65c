package dev.keyshelf.http;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Optional;

/** Text from outside, in one form: NFC, without what cannot be seen or turns the reading order. */
public final class Text {
  private static final int MOST_MARKS_IN_A_ROW = 8;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private Text() {}

  /** Gives the canonical text; empty when it holds control, direction or unpaired characters. */
  public static Optional<String> canonical(String text) {
    var marks = 0;
    for (int i = 0; i < text.length(); ) {
      var point = text.codePointAt(i);
      if (isForbidden(point)) {
        return Optional.empty();
      }
      marks = Character.getType(point) == Character.NON_SPACING_MARK ? marks + 1 : 0;
      if (marks > MOST_MARKS_IN_A_ROW) {
        return Optional.empty();
      }
      i += Character.charCount(point);
    }
    return Optional.of(composed(text).strip());
  }

  /**
   * Gives the canonical text of several lines, each ended by a line feed whatever ended it before;
   * empty when a line holds what {@link #canonical} refuses. A tab may stand in a line.
   */
  public static Optional<String> canonicalLines(String text) {
    var lines = new ArrayList<String>();
    for (var line : text.split("\\r\\n|\\r|\\n", -1)) {
      if (canonical(line.replace('\t', ' ')).isEmpty()) {
        return Optional.empty();
      }
      lines.add(composed(line).stripTrailing());
    }
    return Optional.of(String.join("\n", lines).strip());
  }

  /**
   * ASCII is composed as it is: most text is, and the first use of the normalizer reads its data.
   */
  private static String composed(String text) {
    return text.chars().allMatch(each -> each < FIRST_BEYOND_ASCII)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isForbidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
