package dev.keyshelf.domain.customer;

/** Text of one line: what a person reads, without anything that would begin another line. */
final class OneLine {
  private OneLine() {}

  /** Tells whether a text has 1 to {@code longest} characters, not only spaces, and no control. */
  static boolean is(String text, int longest) {
    return !text.isBlank() && length(text) <= longest && hasNoBreak(text);
  }

  /** Returns how many characters (code points) a text has. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Tells whether a text has no control character and nothing else that ends a line. */
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
