package dev.keyshelf.documents.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A font that documents can use. Its outlines are read when they are first needed, once per
 * process.
 */
@SuppressWarnings("ImmutableEnumChecker") // Outlines are read once, and never change then.
enum Face {
  LATIN,
  LATIN_BOLD,
  SIMPLIFIED,
  TRADITIONAL,
  KOREAN;

  private @Nullable Outlines outlines;

  private record Outlines(TrueTypeFont font, CmapLookup characters) {}

  /** Returns whether it has a glyph for a character. */
  boolean has(int codePoint) {
    return glyph(codePoint) != 0;
  }

  /** Returns the place of a character's glyph in the font, 0 if it has none. */
  int glyph(int codePoint) {
    return outlines().characters().getGlyphId(codePoint);
  }

  /** Returns the width of a character's glyph, in thousandths of the font size. */
  double width(int codePoint) {
    var outlines = outlines();
    try {
      var glyph = outlines.characters().getGlyphId(codePoint);
      return outlines.font().getAdvanceWidth(glyph) * 1000.0 / outlines.font().getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the outlines, which documents embed the used part of. */
  TrueTypeFont font() {
    return outlines().font();
  }

  private synchronized Outlines outlines() {
    var read = outlines;
    if (read == null) {
      read = read();
      outlines = read;
    }
    return read;
  }

  private Outlines read() {
    var name = "fonts/%s.ttf.gz".formatted(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    try (var packed = Objects.requireNonNull(Face.class.getResourceAsStream(name), name);
        var bytes = new GZIPInputStream(packed)) {
      var font = new TTFParser().parse(new RandomAccessReadBuffer(bytes.readAllBytes()));
      return new Outlines(font, font.getUnicodeCmapLookup());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
