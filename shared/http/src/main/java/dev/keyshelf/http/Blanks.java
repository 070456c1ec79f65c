package dev.keyshelf.http;

/** Recognizes and removes characters that show nothing on a screen. */
final class Blanks {
  private static final int NEXT_LINE = 0x85;

  private Blanks() {}

  /** Returns the text without leading and trailing blanks. */
  static String trimmed(String text) {
    var from = 0;
    while (from < text.length() && isBlank(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    return trimmedAfter(text.substring(from));
  }

  /**
   * Returns the text without trailing blanks. Of its leading blanks, only tabs and spaces that have
   * a width are kept.
   */
  static String trimmedAfter(String text) {
    var to = text.length();
    while (to > 0 && isBlank(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    var kept = text.substring(0, to);
    var from = 0;
    while (from < to && isBlank(kept.codePointAt(from))) {
      from += Character.charCount(kept.codePointAt(from));
    }
    var before = new StringBuilder();
    kept.substring(0, from)
        .codePoints()
        .filter(point -> point == '\t' || Character.getType(point) == Character.SPACE_SEPARATOR)
        .forEach(before::appendCodePoint);
    return before + kept.substring(from);
  }

  /** Tells whether the text shows nothing at all. */
  static boolean isEmpty(String text) {
    return text.codePoints().allMatch(point -> isBlank(point) || isUnseen(point));
  }

  /**
   * Tells whether the character is a space of any width, a line end, or a letter without a shape.
   */
  private static boolean isBlank(int point) {
    return switch (point) {
      case NEXT_LINE,
          0xAD, // soft hyphen
          0x180E, // Mongolian vowel separator
          0x200B, // zero width space
          0x200C, // non-joiner, which has no effect at the edge of a text
          0x2060, // word joiner
          0xFEFF, // byte-order mark
          0x2800, // Braille pattern without dots
          0x3164, // Hangul filler
          0xFFA0, // half-width Hangul filler
          0x1D159, // musical null notehead
          0x13441, // full blank hieroglyph
          0x13442 -> // half blank hieroglyph
          true;
      default -> Character.isWhitespace(point) || Character.isSpaceChar(point);
    };
  }

  /** Tells whether the character only modifies its neighbour and shows nothing by itself. */
  private static boolean isUnseen(int point) {
    return Character.getType(point) == Character.FORMAT
        || point == 0x34F // grapheme joiner
        || point == 0x115F // Hangul filler for a consonant
        || point == 0x1160 // Hangul filler for a vowel
        || point == 0x17B4 // Khmer inherent vowels, which have no shape
        || point == 0x17B5
        || (point >= 0x180B && point <= 0x180F) // Mongolian variation selectors
        || (point >= 0xFE00 && point <= 0xFE0F) // variation selectors
        || (point >= 0xE0100 && point <= 0xE01EF);
  }
}
