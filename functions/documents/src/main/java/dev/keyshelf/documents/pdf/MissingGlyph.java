package dev.keyshelf.documents.pdf;

import java.util.Locale;

/** Text that has a character which no font of the documents has a glyph for. */
public final class MissingGlyph extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int codePoint;
  private final String place;

  /**
   * Creates the exception.
   *
   * @param place what of the document has the character, such as {@code lines[2].customer}
   */
  MissingGlyph(int codePoint, String place) {
    super(
        String.format(
            Locale.ROOT,
            "no font has a glyph for U+%04X (%s) in %s",
            codePoint,
            Character.getName(codePoint),
            place));
    this.codePoint = codePoint;
    this.place = place;
  }

  /** Returns the character. */
  public int codePoint() {
    return codePoint;
  }

  /** Returns what of the document has it, such as {@code lines[2].customer}. */
  public String place() {
    return place;
  }
}
