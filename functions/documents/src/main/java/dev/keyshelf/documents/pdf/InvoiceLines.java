package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.money.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The lines of an invoice as a table. */
final class InvoiceLines {
  private static final List<Word> HEADS =
      List.of(
          Word.DATE,
          Word.TITLE,
          Word.QUANTITY,
          Word.UNIT_PRICE,
          Word.NET,
          Word.RATE,
          Word.TAX,
          Word.GROSS);

  private final InvoiceDocument document;
  private final Written written;
  private final Typesetter type;
  private final List<Row> rows = new ArrayList<>();
  private final LinesLayout layout;

  InvoiceLines(InvoiceDocument document, Written written, Typesetter type) {
    this.document = document;
    this.written = written;
    this.type = type;
    var total = rows();
    this.layout = new LinesLayout(document.buyer().pageSize(), type, written, HEADS, rows, total);
  }

  /** Returns the paper of the document. */
  PDRectangle paper() {
    return layout.paper();
  }

  /** Returns the typesetter of the document. */
  Typesetter type() {
    return type;
  }

  /** Writes the table. */
  void write(Flow flow, Element parent) throws IOException {
    layout.write(flow, parent);
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
    var facts = new LineFacts(type, written, place);
    var entry = each.entry();
    facts.customer(entry);
    facts.order(entry);
    facts.purchase(each.line());
    var details = new ArrayList<String>();
    details.add(facts.joined());
    if (entry instanceof LedgerEntry.CreditNote note) {
      details.add(credited(each));
      details.add(
          facts.fact(Word.CALCULATION, written.calculation(each.line().explanation()), place));
      facts.reason(note).ifPresent(details::add);
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
}
