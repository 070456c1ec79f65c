package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Sheet.Placed;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table that flows over pages. Each page repeats its head. The sums of the rows so far are
 * carried over at the foot of a page and brought forward at the head of the next. Both repetitions
 * are artifacts, so that a reader hears each row once.
 */
final class Table {
  /**
   * A column.
   *
   * @param width in points, with its padding
   */
  record Column(String head, boolean isRight, float width) {}

  /**
   * A row.
   *
   * @param cells one for each column
   * @param details further lines, below the text column and to the right end of the table
   * @param sums of the rows up to this one, one for each column, empty texts where there are none
   */
  record Row(List<String> cells, List<String> details, List<String> sums, String place) {
    /** Returns a row without details and sums. */
    static Row of(List<String> cells, String place) {
      return new Row(cells, List.of(), List.of(), place);
    }
  }

  /** The words of sums that go over pages. */
  record Carry(String over, String forward) {}

  private static final Color HEAD = new Color(0xEE, 0xF1, 0xF6);
  private static final float PADDING = 3;
  private static final float GAP = 2.5f;

  private final Flow flow;
  private final Element table;
  private final List<Column> columns;
  private final int textColumn;
  private final Style style;
  private final Optional<Carry> carry;
  private List<String> sums = List.of();

  /**
   * Begins a table with its head.
   *
   * @param textColumn the column of the details, which takes the words of sums, too
   */
  Table(
      Flow flow,
      Element parent,
      List<Column> columns,
      int textColumn,
      Style style,
      Optional<Carry> carry)
      throws IOException {
    this.flow = flow;
    this.table = parent.add("Table");
    this.columns = columns;
    this.textColumn = textColumn;
    this.style = style;
    this.carry = carry;
    head(Optional.of(table.add("TR")));
  }

  /** Returns the width of a column that holds these texts on one line each. */
  static float width(Typesetter type, String head, List<String> texts, Style style) {
    var widest = 0.0;
    for (var text : texts) {
      widest = Math.max(widest, type.width(text, style, "table"));
    }
    for (var word : head.split(" ", -1)) {
      widest = Math.max(widest, type.width(word, Style.LABEL, "table"));
    }
    return (float) widest + 2 * PADDING + 1;
  }

  /** Writes a row. */
  void row(Row row) throws IOException {
    write(row, style, false);
  }

  /** Writes a row of sums, whose text is its head. */
  void total(Row row) throws IOException {
    write(row, new Style(style.size(), true, style.ink()), true);
  }

  private void write(Row row, Style cellStyle, boolean isTotal) throws IOException {
    var cells = cells(row.cells(), cellStyle, row.place());
    var details = details(row);
    var height = height(cells) + details.size() * Style.SMALL.leading() + 2 * GAP;
    if (!flow.fits(height + carryHeight())) {
      breakPage();
    }
    var tr = table.add("TR");
    var upper = flow.top() - GAP;
    flow.sheet().row(upper);
    for (var i = 0; i < columns.size(); i++) {
      var cell = isTotal && i == textColumn ? tr.addRowHead() : tr.add("TD");
      var content = new ArrayList<>(placed(cells.get(i), i, upper));
      if (i == textColumn) {
        var below = upper - height(cells);
        content.addAll(Flow.placed(details, x(i) + PADDING, below, 0));
      }
      write(Optional.of(cell), content);
    }
    flow.skip(height);
    flow.sheet().rule(Flow.MARGIN, flow.top(), flow.width());
    sums = row.sums();
  }

  private List<SetLine> details(Row row) {
    var width = flow.width() + Flow.MARGIN - x(textColumn) - 2 * PADDING;
    var lines = new ArrayList<SetLine>();
    for (var detail : row.details()) {
      lines.addAll(flow.type().lines(detail, Style.SMALL, width, row.place()));
    }
    return lines;
  }

  private void breakPage() throws IOException {
    carried(Carry::over);
    flow.breakPage();
    head(Optional.empty());
    carried(Carry::forward);
  }

  private void carried(Function<Carry, String> words) throws IOException {
    if (carry.isEmpty() || sums.isEmpty()) {
      return;
    }
    var texts = new ArrayList<>(sums);
    texts.set(textColumn, words.apply(carry.get()));
    var bold = new Style(style.size(), true, style.ink());
    var cells = cells(texts, bold, "sums");
    var upper = flow.top() - GAP;
    flow.sheet().write(Optional.empty(), placed(cells, upper));
    flow.skip(height(cells) + 2 * GAP);
    flow.sheet().rule(Flow.MARGIN, flow.top(), flow.width());
  }

  private float carryHeight() {
    return carry.isPresent() ? 2 * style.leading() + 2 * GAP : 0;
  }

  private void head(Optional<Element> row) throws IOException {
    var heads = new ArrayList<List<SetLine>>();
    for (var column : columns) {
      var width = column.width() - 2 * PADDING;
      heads.add(flow.type().lines(column.head(), Style.LABEL, width, "table"));
    }
    var height = height(heads) + 2 * GAP;
    flow.sheet().fill(Flow.MARGIN, flow.top() - height, flow.width(), height, HEAD);
    if (row.isEmpty()) {
      flow.sheet().write(Optional.empty(), placed(heads, flow.top() - GAP));
    }
    for (var i = 0; i < columns.size() && row.isPresent(); i++) {
      write(row.map(Element::addColumnHead), placed(heads.get(i), i, flow.top() - GAP));
    }
    flow.skip(height);
  }

  private List<List<SetLine>> cells(List<String> texts, Style cellStyle, String place) {
    var cells = new ArrayList<List<SetLine>>();
    for (var i = 0; i < columns.size(); i++) {
      var width = columns.get(i).width() - 2 * PADDING;
      cells.add(
          texts.get(i).isEmpty()
              ? List.of()
              : flow.type().lines(texts.get(i), cellStyle, width, place));
    }
    return cells;
  }

  private List<Placed> placed(List<List<SetLine>> cells, float upper) {
    var placed = new ArrayList<Placed>();
    for (var i = 0; i < columns.size(); i++) {
      placed.addAll(placed(cells.get(i), i, upper));
    }
    return placed;
  }

  private List<Placed> placed(List<SetLine> lines, int column, float upper) {
    var width = columns.get(column).isRight() ? columns.get(column).width() - 2 * PADDING : 0;
    return Flow.placed(lines, x(column) + PADDING, upper, width);
  }

  private void write(Optional<Element> cell, List<Placed> content) throws IOException {
    if (!content.isEmpty()) {
      flow.sheet().write(cell, content);
    }
  }

  private float x(int column) {
    var x = Flow.MARGIN;
    for (var i = 0; i < column; i++) {
      x += columns.get(i).width();
    }
    return x;
  }

  private static float height(List<List<SetLine>> cells) {
    var height = 0f;
    for (var cell : cells) {
      if (!cell.isEmpty()) {
        height = Math.max(height, cell.size() * cell.getFirst().style().leading());
      }
    }
    return height;
  }
}
