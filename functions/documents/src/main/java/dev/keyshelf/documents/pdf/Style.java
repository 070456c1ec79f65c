package dev.keyshelf.documents.pdf;

import java.awt.Color;

/**
 * How text looks.
 *
 * @param size in points
 */
record Style(float size, boolean bold, Color ink) {
  /** The contrast of both to white is above 7 : 1. */
  static final Color BLACK = new Color(0x1A, 0x1A, 0x1A);

  static final Color GREY = new Color(0x4A, 0x4F, 0x57);
  static final Color BLUE = new Color(0x1F, 0x3A, 0x5F);
  static final Color RED = new Color(0xA0, 0x0F, 0x1E);

  static final Style TITLE = new Style(18, true, BLUE);
  static final Style HEADING = new Style(10.5f, true, BLUE);
  static final Style BODY = new Style(8.5f, false, BLACK);
  static final Style STRONG = new Style(8.5f, true, BLACK);
  static final Style TOTAL = new Style(10.5f, true, BLUE);
  static final Style SMALL = new Style(7, false, GREY);
  static final Style LABEL = new Style(7, true, GREY);
  static final Style WARNING = new Style(10.5f, true, RED);

  /** Returns the distance of two lines, in points: whole tenths, as places on pages are. */
  float leading() {
    return Math.round(size * 13.2f) / 10f;
  }

  /** Returns the distance from the top of a line to its baseline, in points: whole tenths. */
  float ascent() {
    return Math.round(size * 10.2f) / 10f;
  }

  /** Returns a copy of another size. */
  Style sized(float other) {
    return new Style(other, bold, ink);
  }
}
