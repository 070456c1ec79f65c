package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Table.Column;
import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.party.PageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The paper, the columns and the type of a document's lines. The second column has their titles.
 * Amounts that are too wide turn the paper.
 */
final class LinesLayout {
  private static final int TITLE = 1;
  private static final float NARROWEST_TITLE = 110;
  private static final float[] SIZES = {8, 7, 6, 5};

  private final Typesetter type;
  private final Written written;
  private final List<Word> heads;
  private final List<Row> rows;
  private final List<String> total;
  private final PDRectangle paper;
  private final Style style;
  private final List<Column> columns;

  /**
   * Lays out the lines.
   *
   * @param heads one for each column
   * @param rows the lines
   * @param total the cells of the sum of all lines
   */
  LinesLayout(
      PageSize pageSize,
      Typesetter type,
      Written written,
      List<Word> heads,
      List<Row> rows,
      List<String> total) {
    this.type = type;
    this.written = written;
    this.heads = heads;
    this.rows = rows;
    this.total = total;
    var upright = paper(pageSize);
    var turned =
        new PDRectangle(/* width= */ upright.getHeight(), /* height= */ upright.getWidth());
    var fitting = fitting(upright, SIZES[0]).isPresent() ? upright : turned;
    var size = SIZES[SIZES.length - 1];
    for (var i = SIZES.length - 1; i >= 0; i--) {
      size = fitting(fitting, SIZES[i]).isPresent() ? SIZES[i] : size;
    }
    this.paper = fitting;
    this.style = Style.BODY.sized(size);
    this.columns = columns(fitting, size);
  }

  /** Returns the paper of a size, upright. */
  static PDRectangle paper(PageSize size) {
    return switch (size) {
      case A4 -> PDRectangle.A4;
      case LETTER -> PDRectangle.LETTER;
    };
  }

  /** Returns the paper of the document. */
  PDRectangle paper() {
    return paper;
  }

  /** Writes the table. */
  void write(Flow flow, Element parent) throws IOException {
    var carry = new Table.Carry(written.say(Word.CARRIED_OVER), written.say(Word.BROUGHT_FORWARD));
    var table = new Table(flow, parent, columns, TITLE, style, Optional.of(carry));
    for (var row : rows) {
      table.row(row);
    }
    table.total(Row.of(total, "totals"));
  }

  private Optional<List<Column>> fitting(PDRectangle size, float fontSize) {
    return Optional.of(columns(size, fontSize))
        .filter(each -> each.get(TITLE).width() >= NARROWEST_TITLE);
  }

  private List<Column> columns(PDRectangle size, float fontSize) {
    var cellStyle = new Style(fontSize, true, Style.BLACK);
    var widths = new ArrayList<Float>();
    var rest = size.getWidth() - 2 * Flow.MARGIN;
    for (var i = 0; i < heads.size(); i++) {
      var column = i;
      var texts = new ArrayList<>(rows.stream().map(row -> row.cells().get(column)).toList());
      texts.add(total.get(i));
      var width = i == TITLE ? 0 : Table.width(type, written.say(heads.get(i)), texts, cellStyle);
      widths.add(width);
      rest -= width;
    }
    var all = new ArrayList<Column>();
    for (var i = 0; i < heads.size(); i++) {
      all.add(
          new Column(
              written.say(heads.get(i)),
              i > TITLE,
              i == TITLE ? Math.max(rest, 40) : widths.get(i)));
    }
    return all;
  }
}
