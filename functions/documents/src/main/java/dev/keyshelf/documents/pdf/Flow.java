package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Sheet.Placed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Content that flows from page to page, each with the document's title and the page's number. */
final class Flow {
  /** The width of each margin, in points. */
  static final float MARGIN = 42;

  private static final float FOOT = 56;
  private static final float HEAD = 34;

  private final TaggedPdf pdf;
  private final Typesetter type;
  private final PDRectangle paper;
  private final String title;
  private final Optional<String> mark;
  private Sheet sheet;
  private float top;

  /**
   * Begins with the first page.
   *
   * @param title of the document, at the head of each further page and at the foot of each
   * @param mark what each page says above everything else, such as that it is a preview
   */
  Flow(TaggedPdf pdf, Typesetter type, PDRectangle paper, String title, Optional<String> mark)
      throws IOException {
    this.pdf = pdf;
    this.type = type;
    this.paper = paper;
    this.title = title;
    this.mark = mark;
    this.sheet = pdf.add(paper);
    this.top = paper.getHeight() - MARGIN;
    mark();
  }

  /** Returns the typesetter. */
  Typesetter type() {
    return type;
  }

  /** Returns the page that is being written. */
  Sheet sheet() {
    return sheet;
  }

  /** Returns the width between the margins, in points. */
  float width() {
    return paper.getWidth() - 2 * MARGIN;
  }

  /** Returns the distance of the next content from the lower edge, in points. */
  float top() {
    return top;
  }

  /** Leaves space, which is lost at the end of a page. */
  void skip(float height) {
    top -= height;
  }

  /** Returns whether content of a height fits on this page. */
  boolean fits(float height) {
    return top - height >= FOOT;
  }

  /** Begins a page if content of a height does not fit on this one. */
  void require(float height) throws IOException {
    if (!fits(height)) {
      breakPage();
    }
  }

  /** Begins a page. */
  void breakPage() throws IOException {
    sheet = pdf.add(paper);
    top = paper.getHeight() - HEAD;
    mark();
    var head = type.lines(title, Style.SMALL, width() - markWidth(), "title");
    sheet.write(Optional.empty(), placed(head, MARGIN, top, 0));
    top -= head.size() * Style.SMALL.leading() + 3;
    sheet.rule(MARGIN, top, width());
    top -= 8;
  }

  /** Writes text over the whole width, as an element of a type. */
  void paragraph(Element parent, String elementType, String text, Style style, String place)
      throws IOException {
    var lines = type.lines(text, style, width(), place);
    require(lines.size() * style.leading());
    sheet.write(Optional.of(parent.add(elementType)), placed(lines, MARGIN, top, 0));
    top -= lines.size() * style.leading();
  }

  /** Writes a heading, on the page of the content that follows it. */
  void heading(Element parent, String text, float following) throws IOException {
    skip(12);
    require(Style.HEADING.leading() + following);
    paragraph(parent, "H2", text, Style.HEADING, "heading");
    skip(3);
  }

  /**
   * Returns lines at their places.
   *
   * @param x their left end or, if {@code width} is more than zero, that of the column whose right
   *     end they end at
   * @param upper the upper edge of the first
   */
  static List<Placed> placed(List<SetLine> lines, float x, float upper, float width) {
    var placed = new ArrayList<Placed>();
    var edge = upper;
    for (var line : lines) {
      var left = width > 0 ? x + width - (float) line.width() : x;
      placed.add(new Placed(line, left, edge - line.style().ascent()));
      edge -= line.style().leading();
    }
    return placed;
  }

  /**
   * Writes the foot of each page, when all are there.
   *
   * @param pageOf the words for a page, with its number and the number of all pages
   */
  void finish(PageOf pageOf) throws IOException {
    var all = pdf.sheets().size();
    for (var number = 1; number <= all; number++) {
      var each = pdf.sheets().get(number - 1);
      var page = type.line(pageOf.words(number, all), Style.SMALL, "foot");
      var foot = type.lines(title, Style.SMALL, width() - page.width() - 20, "title");
      each.rule(MARGIN, FOOT - 12, width());
      var placed = new ArrayList<>(placed(foot.subList(0, 1), MARGIN, FOOT - 16, 0));
      placed.addAll(placed(List.of(page), MARGIN, FOOT - 16, width()));
      each.write(Optional.empty(), placed);
    }
  }

  /** The words for a page. */
  interface PageOf {
    String words(int page, int all);
  }

  private double markWidth() {
    return mark.map(text -> type.width(text, Style.WARNING, "mark") + 20).orElse(0.0);
  }

  private void mark() throws IOException {
    if (mark.isPresent()) {
      var line = type.line(mark.get(), Style.WARNING, "mark");
      var upper = paper.getHeight() - HEAD + 6;
      sheet.write(Optional.empty(), placed(List.of(line), MARGIN, upper, width()));
    }
  }
}
