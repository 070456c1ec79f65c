package dev.keyshelf.domain.customer;

/** Checks texts that people read and that must have one line only. */
final class OneLine {
  private OneLine() {}

  /** Returns whether a text is not blank, has one line, and at most {@code longest} characters. */
  static boolean is(String text, int longest) {
    return !text.isBlank() && length(text) <= longest && hasNoBreak(text);
  }

  /** Returns how many characters (code points) a text has. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns whether a text has no control characters and no line or paragraph separators. */
  static boolean hasNoBreak(String text) {
    return text.codePoints().noneMatch(OneLine::breaks);
  }

  private static boolean breaks(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
