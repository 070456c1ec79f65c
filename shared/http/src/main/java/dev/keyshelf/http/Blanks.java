package dev.keyshelf.http;

/** What leaves a place empty where it is shown. */
final class Blanks {
  private static final int NEXT_LINE = 0x85;

  private Blanks() {}

  /** Returns a text without the blanks before and after it. */
  static String trimmed(String text) {
    var from = 0;
    while (from < text.length() && isBlank(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    return trimmedAfter(text.substring(from));
  }

  /** Returns a text without the blanks after it, and without those before it that take no room. */
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

  /** Tells whether nobody would see anything of a text. */
  static boolean isEmpty(String text) {
    return text.codePoints().allMatch(point -> isBlank(point) || isUnseen(point));
  }

  /** Spaces of any width, none included, line ends, and the letters and signs that show nothing. */
  private static boolean isBlank(int point) {
    return switch (point) {
      case NEXT_LINE,
          0xAD, // soft hyphen
          0x180E, // Mongolian vowel separator
          0x200B, // zero width space
          0x200C, // non-joiner, which ends nothing here
          0x2060, // word joiner
          0xFEFF, // byte-order mark
          0x2800, // Braille without a dot
          0x3164, // Hangul filler
          0xFFA0, // the same, half as wide
          0x1D159, // note without a head
          0x13441, // hieroglyph, blank
          0x13442 -> // half of one
          true;
      default -> Character.isWhitespace(point) || Character.isSpaceChar(point);
    };
  }

  /** What belongs to a character beside it, and shows nothing by itself. */
  private static boolean isUnseen(int point) {
    return Character.getType(point) == Character.FORMAT
        || point == 0x34F // grapheme joiner
        || point == 0x115F // Hangul: no consonant
        || point == 0x1160 // Hangul: no vowel
        || point == 0x17B4 // Khmer vowels that are never written
        || point == 0x17B5
        || (point >= 0x180B && point <= 0x180F) // variants in Mongolian
        || (point >= 0xFE00 && point <= 0xFE0F) // variants
        || (point >= 0xE0100 && point <= 0xE01EF);
  }
}
