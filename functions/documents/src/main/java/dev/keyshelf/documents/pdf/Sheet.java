package dev.keyshelf.documents.pdf;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** A page that is being written. Each text is content of an element, or an artifact. */
final class Sheet {
  /** How much thicker outlines without a bold face are, as a part of the font size. */
  private static final float THICKENED = 0.028f;

  private static final Color HAIRLINE = new Color(0xC9, 0xCE, 0xD6);

  private final PDPage page;
  private final EmbeddedFonts fonts;
  private final Operators content = new Operators();
  private final COSArray elements = new COSArray();
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(float x, float y, float width) {}

  Sheet(PDPage page, EmbeddedFonts fonts) {
    this.page = page;
    this.fonts = fonts;
    page.setResources(fonts.resources());
  }

  /** Returns the width in points. */
  float width() {
    return page.getMediaBox().getWidth();
  }

  /** Returns the height in points. */
  float height() {
    return page.getMediaBox().getHeight();
  }

  /** Returns the elements of the marks of this page, in the order of their numbers. */
  COSArray elements() {
    return elements;
  }

  /** A line of text at its place: its left end, and its baseline from the lower edge. */
  record Placed(SetLine line, float x, float baseline) {}

  /** Writes text. Without an element it is an artifact, which readers skip. */
  void write(Optional<Element> element, List<Placed> lines) throws IOException {
    if (element.isPresent()) {
      var mark = elements.size();
      elements.add(element.get().values());
      element.get().addContent(page, mark);
      content.begin(element.get().type(), mark);
    } else {
      content.beginArtifact();
    }
    for (var line : lines) {
      write(line);
    }
    content.end();
  }

  private void write(Placed placed) throws IOException {
    var style = placed.line().style();
    content.fill(style.ink());
    for (var run : placed.line().runs()) {
      if (run.thickened()) {
        content.stroke(style.ink(), style.size() * THICKENED);
      }
    }
    content.beginText(placed.x(), placed.baseline());
    for (var run : placed.line().runs()) {
      content.font(fonts.name(run.face()), style.size());
      content.thickened(run.thickened());
      content.show(fonts.encode(run.face(), run.text()));
    }
    content.endText();
  }

  /**
   * Begins a row of text, whose lines have the same places in the file as those of any other row.
   *
   * @param upper from the lower edge, in points
   */
  void row(float upper) {
    content.origin(upper);
  }

  /** Draws a thin horizontal rule, which is an artifact, when the page is finished. */
  void rule(float x, float y, float width) {
    rules.add(new Rule(x, y, width));
  }

  /** Fills a rectangle, which is an artifact. Text that is written after it is above it. */
  void fill(float x, float y, float width, float height, Color ink) {
    content.beginArtifact();
    content.fill(ink);
    content.area(x, y, width, height);
    content.end();
  }

  /** Ends the page. */
  void finish(PDDocument document) throws IOException {
    if (!rules.isEmpty()) {
      content.beginArtifact();
      content.stroke(HAIRLINE, 0.5f);
      for (var rule : rules) {
        content.origin(rule.y());
        content.line(rule.x(), rule.y(), rule.width());
      }
      content.end();
    }
    var stream =
        new PDStream(
            document, new ByteArrayInputStream(content.toByteArray()), COSName.FLATE_DECODE);
    page.setContents(stream);
  }
}
