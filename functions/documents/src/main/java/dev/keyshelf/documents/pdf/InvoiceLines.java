package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Table.Column;
import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.PageSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The lines of an invoice as a table. Amounts that are too wide for it turn the paper. */
final class InvoiceLines {
  private static final int TITLE = 1;
  private static final float NARROWEST_TITLE = 110;
  private static final float[] SIZES = {8, 7, 6, 5};

  private final InvoiceDocument document;
  private final Written written;
  private final Typesetter type;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> total;
  private final PDRectangle paper;
  private final Style style;
  private final List<Column> columns;

  InvoiceLines(InvoiceDocument document, Written written, Typesetter type) {
    this.document = document;
    this.written = written;
    this.type = type;
    this.total = rows();
    var upright = paper(document.buyer().pageSize());
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

  /** Returns the typesetter of the document. */
  Typesetter type() {
    return type;
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
    var heads =
        List.of(
            Word.DATE,
            Word.TITLE,
            Word.QUANTITY,
            Word.UNIT_PRICE,
            Word.NET,
            Word.RATE,
            Word.TAX,
            Word.GROSS);
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

  /** Makes the rows, and returns the cells of the sum of all. */
  private List<String> rows() {
    var nothing = Money.zero(document.currency());
    var net = nothing;
    var tax = nothing;
    for (var line : document.lines()) {
      net = net.plus(line.amounts().net());
      tax = tax.plus(line.amounts().tax());
      var place = "lines[" + rows.size() + "]";
      rows.add(new Row(cells(line), details(line, place), sums("", net, tax), place));
    }
    if (!net.plus(tax).equals(document.settlement().totals().gross())) {
      throw new IllegalArgumentException(
          "the lines add up to %s, and the totals to %s"
              .formatted(net.plus(tax), document.settlement().totals().gross()));
    }
    return sums(written.say(Word.TOTAL), net, tax);
  }

  private List<String> sums(String words, Money net, Money tax) {
    return List.of(
        "",
        words,
        "",
        "",
        written.amount(net),
        "",
        written.amount(tax),
        written.amount(net.plus(tax)));
  }

  private List<String> cells(DocumentLine each) {
    var line = each.line();
    var price = line.particulars().map(of -> written.amount(of.unitPrice()));
    return List.of(
        written.date(each.entry().at()),
        line.title(),
        written.count(line.quantity()),
        price.orElse(Written.NONE),
        written.amount(each.amounts().net()),
        line.taxRate().map(written::rate).orElse(Written.NONE),
        written.amount(each.amounts().tax()),
        written.amount(each.amounts().gross()));
  }

  private List<String> details(DocumentLine each, String place) {
    var facts = new ArrayList<String>();
    var entry = each.entry();
    var customer =
        entry.billedTo().map(BilledCustomer::companyName).orElse(entry.customer().value());
    facts.add(fact(Word.CUSTOMER, customer, place + ".customerName"));
    facts.add(fact(Word.ORDER, entry.order().value(), place + ".orderId"));
    entry
        .purchaseOrderNumber()
        .ifPresent(of -> facts.add(fact(Word.PURCHASE_ORDER, of, place + ".purchaseOrderNumber")));
    each.line()
        .particulars()
        .ifPresent(
            of -> {
              of.references()
                  .reference()
                  .ifPresent(text -> facts.add(fact(Word.REFERENCE, text, place + ".reference")));
              of.references()
                  .costCentre()
                  .ifPresent(
                      text -> facts.add(fact(Word.COST_CENTRE, text, place + ".costCentre")));
              of.term().ifPresent(term -> facts.add(fact(Word.TERM, days(term), place)));
            });
    var details = new ArrayList<String>();
    details.add(String.join(" · ", facts));
    if (entry instanceof LedgerEntry.CreditNote note) {
      details.add(credited(each));
      details.add(fact(Word.CALCULATION, written.calculation(each.line().explanation()), place));
      note.reason()
          .ifPresent(
              reason -> details.add(fact(Word.REASON, written.reason(reason), place + ".reason")));
    }
    return details;
  }

  private String credited(DocumentLine line) {
    if (line.chargedOn().isEmpty()) {
      return written.say(Word.CREDIT);
    }
    var charged = line.chargedOn().get();
    return charged
        .number()
        .map(number -> written.say(Word.CREDIT_OF_INVOICE, number, charged.month()))
        .orElseGet(
            () ->
                charged.month().equals(document.month())
                    ? written.say(Word.CREDIT_OF_THIS, charged.month())
                    : written.say(Word.CREDIT_OF_MONTH, charged.month()));
  }

  /** Returns the first and the last day of a term. */
  private String days(Term term) {
    var last = term.endsAt().minus(Duration.ofDays(1));
    return written.date(term.startsAt()) + " – " + written.date(last);
  }

  private String fact(Word word, String value, String place) {
    // A missing glyph is reported with the value's own place.
    type.width(value.replaceAll("\\s", " "), Style.SMALL, place);
    return written.say(word) + ": " + value;
  }
}
