package dev.keyshelf.documents.pdf;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/** The fonts of one document. It embeds the glyphs that its text uses. */
final class EmbeddedFonts {
  private final PDDocument document;
  private final PDResources resources = new PDResources();
  private final Map<Face, Embedded> fonts = new EnumMap<>(Face.class);

  private record Embedded(EmbeddedFont font, COSName name) {}

  EmbeddedFonts(PDDocument document) {
    this.document = document;
  }

  /** Returns the resources of all pages. */
  PDResources resources() {
    return resources;
  }

  /** Returns the name of a font on the pages. */
  COSName name(Face face) throws IOException {
    return embedded(face).name();
  }

  /** Returns text in the codes of a font, whose glyphs the document embeds. */
  byte[] encode(Face face, String text) throws IOException {
    return embedded(face).font().encode(text);
  }

  /** Embeds the glyphs that were used. */
  void finish() throws IOException {
    var encodings = new HashMap<Integer, COSStream>();
    for (var each : fonts.values()) {
      each.font().finish(encodings);
    }
  }

  private Embedded embedded(Face face) throws IOException {
    var known = fonts.get(face);
    if (known == null) {
      var font = new EmbeddedFont(document, face);
      known = new Embedded(font, resources.add(font.font()));
      fonts.put(face, known);
    }
    return known;
  }
}
