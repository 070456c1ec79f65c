package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.UnrenderableException;
import java.util.Locale;

/** Text that has a character which no font of the documents has a glyph for. */
final class MissingGlyph extends UnrenderableException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param place what of the document has the character, such as {@code lines[2].customer}
   */
  MissingGlyph(int codePoint, String place) {
    super(new Lack(place, reason(codePoint)));
  }

  private static String reason(int codePoint) {
    return String.format(
        Locale.ROOT,
        "has U+%04X (%s), for which no font has a glyph",
        codePoint,
        Character.getName(codePoint));
  }
}
