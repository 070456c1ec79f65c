package dev.keyshelf.documents.pdf;

import java.util.List;

/**
 * A line of text, with a font for each part of it.
 *
 * @param width in points
 */
record SetLine(List<Run> runs, Style style, double width) {
  /**
   * A part of a line in one font.
   *
   * @param thickened whether its outlines are drawn thicker, because the font has no bold face
   */
  record Run(Face face, boolean thickened, String text) {}

  /** Copies the list. */
  SetLine {
    runs = List.copyOf(runs);
  }
}
