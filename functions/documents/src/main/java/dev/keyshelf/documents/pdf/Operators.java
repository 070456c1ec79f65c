package dev.keyshelf.documents.pdf;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a page's content. They are as short as they can be: places are in tenths of a
 * point, text is in binary, and what is set already is not set again. They repeat each other, so
 * that they compress well: heights are relative to an origin, which is a row's in a table.
 */
final class Operators {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Color fill;
  private @Nullable Color stroke;
  private @Nullable String font;
  private float thickness = 1;
  private boolean isThickened;
  private float origin;

  /**
   * Moves the origin of the heights that follow.
   *
   * @param y from the lower edge of the page, in points
   */
  void origin(float y) {
    if (y != origin) {
      add("1 0 0 1 0 " + decimal(tenths(y) - tenths(origin)) + " cm");
      origin = y;
    }
  }

  /** Begins content of an element. */
  void begin(COSName type, int mark) {
    add("/" + type.getName() + "<</MCID " + mark + ">>BDC");
  }

  /** Begins an artifact. */
  void beginArtifact() {
    add("/Artifact BMC");
  }

  /** Ends an element's content or an artifact. */
  void end() {
    add("EMC");
  }

  /** Begins text at a place. */
  void beginText(float x, float y) {
    add("BT " + number(x) + " " + height(y) + " Td");
  }

  /** Sets the font of the text that follows. */
  void font(COSName name, float size) {
    var next = "/" + name.getName() + " " + number(size) + " Tf";
    if (!next.equals(font)) {
      add(next);
      font = next;
    }
  }

  /** Sets whether the outlines of the text that follows are drawn, too. */
  void thickened(boolean wanted) {
    if (wanted != isThickened) {
      add(wanted ? "2 Tr" : "0 Tr");
      isThickened = wanted;
    }
  }

  /** Shows encoded text. */
  void show(byte[] text) {
    bytes.write('(');
    for (var each : text) {
      switch (each) {
        case '(', ')', '\\' -> {
          bytes.write('\\');
          bytes.write(each);
        }
        // A reader takes a plain one for a line feed.
        case '\r' -> bytes.writeBytes("\\r".getBytes(StandardCharsets.US_ASCII));
        default -> bytes.write(each);
      }
    }
    add(")Tj");
  }

  /** Ends text. */
  void endText() {
    add("ET");
  }

  /** Sets the colour of text and areas. */
  void fill(Color ink) {
    if (!ink.equals(fill)) {
      add(components(ink) + " rg");
      fill = ink;
    }
  }

  /** Sets the colour and the thickness of lines. */
  void stroke(Color ink, float width) {
    if (!ink.equals(stroke)) {
      add(components(ink) + " RG");
      stroke = ink;
    }
    if (width != thickness) {
      add(number(width) + " w");
      thickness = width;
    }
  }

  /** Draws a horizontal line. */
  void line(float x, float y, float width) {
    add("%s %s m %s %s l S".formatted(number(x), height(y), number(x + width), height(y)));
  }

  /** Fills a rectangle. */
  void area(float x, float y, float width, float height) {
    add("%s %s %s %s re f".formatted(number(x), height(y), number(width), number(height)));
  }

  /** Returns all of them. */
  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void add(String operator) {
    bytes.writeBytes(operator.getBytes(StandardCharsets.US_ASCII));
    bytes.write('\n');
  }

  private static String components(Color ink) {
    return component(ink.getRed())
        + " "
        + component(ink.getGreen())
        + " "
        + component(ink.getBlue());
  }

  private static String component(int of) {
    return new BigDecimal(of)
        .divide(BigDecimal.valueOf(255), 3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Returns a distance from the lower edge of the page, relative to the origin. */
  private String height(float y) {
    return number(y - origin);
  }

  private static String number(float value) {
    return decimal(tenths(value));
  }

  private static int tenths(float value) {
    return new BigDecimal(Float.toString(value))
        .setScale(1, RoundingMode.HALF_UP)
        .unscaledValue()
        .intValueExact();
  }

  private static String decimal(int tenths) {
    return BigDecimal.valueOf(tenths, 1).stripTrailingZeros().toPlainString();
  }
}
