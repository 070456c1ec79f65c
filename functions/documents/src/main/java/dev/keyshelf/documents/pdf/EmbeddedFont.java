package dev.keyshelf.documents.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The part of a font that one document uses. Its characters have numbers in the order of their
 * first use; the first 160 are written as one byte, which keeps files small, and all others as two.
 * The glyphs have the same numbers plus one, since glyph 0 is that of missing characters.
 */
final class EmbeddedFont {
  private static final int ONE_BYTE = 0xA0;
  private static final int FIRST_OF_TWO_BYTES = 0xA000;
  private static final int FIRST_GLYPH = 1;

  private final PDDocument document;
  private final Face face;
  private final PDType0Font font;
  private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

  EmbeddedFont(PDDocument document, Face face) throws IOException {
    this.document = document;
    this.face = face;
    this.font = PDType0Font.load(document, face.font(), true);
  }

  /** Returns the font as a resource of pages. */
  PDType0Font font() {
    return font;
  }

  /** Returns text in the codes of the font, whose glyphs the document embeds. */
  byte[] encode(String text) {
    var codes = new ByteArrayOutputStream();
    for (var character : text.codePoints().toArray()) {
      font.addToSubset(character);
      var code = code(numbers.computeIfAbsent(character, _ -> numbers.size()));
      if (code >= ONE_BYTE) {
        codes.write(code >> 8);
      }
      codes.write(code);
    }
    return codes.toByteArray();
  }

  private static int code(int number) {
    return number < ONE_BYTE ? number : FIRST_OF_TWO_BYTES + number - ONE_BYTE;
  }

  /**
   * Embeds the glyphs that were used.
   *
   * @param encodings those of the document by how many ranges of codes they have
   */
  void finish(Map<Integer, COSStream> encodings) throws IOException {
    font.subset();
    var glyphs = font.getDescendantFont().getCOSObject();
    glyphs.setItem(COSName.CID_TO_GID_MAP, stream(places(glyphs)));
    glyphs.setItem(COSName.W, widths());
    // A list of the embedded glyphs, which only PDF/A-1 asks for.
    font.getDescendantFont().getFontDescriptor().getCOSObject().removeItem(COSName.CID_SET);
    font.getCOSObject().setItem(COSName.ENCODING, encoding(encodings, glyphs));
    font.getCOSObject().setItem(COSName.TO_UNICODE, stream(characters()));
  }

  /** Returns where each glyph is among the embedded ones, from glyph 0 on. */
  private byte[] places(COSDictionary glyphs) throws IOException {
    var ofAll = new PDStream(glyphs.getCOSStream(COSName.CID_TO_GID_MAP)).toByteArray();
    var places = new ByteArrayOutputStream();
    places.write(ofAll, 0, 2 * FIRST_GLYPH);
    for (var character : numbers.keySet()) {
      places.write(ofAll, 2 * face.glyph(character), 2);
    }
    return places.toByteArray();
  }

  private COSArray widths() {
    var widths = new COSArray();
    for (var character : numbers.keySet()) {
      widths.add(COSInteger.get(Math.round(face.width(character))));
    }
    var all = new COSArray();
    all.add(COSInteger.get(FIRST_GLYPH));
    all.add(widths);
    return all;
  }

  /** Returns the glyphs of all codes. Fonts share it, since each of its ranges is a whole one. */
  private COSStream encoding(Map<Integer, COSStream> encodings, COSDictionary glyphs)
      throws IOException {
    var ranges = new ArrayList<String>();
    for (var first = 0; first < numbers.size(); first = next(first)) {
      ranges.add(range(first, next(first)) + (first + FIRST_GLYPH));
    }
    var known = encodings.get(ranges.size());
    if (known != null) {
      return known;
    }
    var encoding = stream(map(1, "cidrange", ranges));
    encoding.setItem(COSName.TYPE, COSName.CMAP);
    encoding.setName("CMapName", "Keyshelf");
    encoding.setItem(COSName.CIDSYSTEMINFO, glyphs.getItem(COSName.CIDSYSTEMINFO));
    encodings.put(ranges.size(), encoding);
    return encoding;
  }

  /** Returns the characters of all codes, which a reader copies. */
  private byte[] characters() {
    var ordered = List.copyOf(numbers.keySet());
    var ranges = new ArrayList<String>();
    for (var first = 0; first < ordered.size(); first = next(first)) {
      var texts = new StringBuilder();
      var end = Math.min(next(first), ordered.size());
      for (var character : ordered.subList(first, end)) {
        var text = Character.toString(character).getBytes(StandardCharsets.UTF_16BE);
        texts.append('<').append(HexFormat.of().formatHex(text)).append('>');
      }
      ranges.add(range(first, end) + "[" + texts + "]");
    }
    return map(2, "bfrange", ranges);
  }

  /** Returns the first number of the next range: codes of a range differ in their last byte. */
  private static int next(int first) {
    return first == 0 ? ONE_BYTE : first + 0x100;
  }

  private static String range(int first, int end) {
    var format = first == 0 ? "<%02X> <%02X> " : "<%04X> <%04X> ";
    return String.format(Locale.ROOT, format, code(first), code(end - 1));
  }

  private static byte[] map(int type, String kind, List<String> ranges) {
    return String.format(
            Locale.ROOT,
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def
            /CMapName /Keyshelf def
            /CMapType %d def
            2 begincodespacerange
            <00> <9F>
            <A000> <FFFF>
            endcodespacerange
            %d begin%s
            %s
            end%s
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """,
            type,
            ranges.size(),
            kind,
            String.join("\n", ranges),
            kind)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private COSStream stream(byte[] content) throws IOException {
    var stream = document.getDocument().createCOSStream();
    try (var written = stream.createOutputStream(COSName.FLATE_DECODE)) {
      written.write(content);
    }
    return stream;
  }
}
