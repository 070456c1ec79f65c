package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Table.Column;
import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.billing.Payment;
import dev.keyshelf.domain.billing.Payment.Purpose;
import dev.keyshelf.domain.billing.Statement;
import dev.keyshelf.domain.billing.Statement.Account;
import dev.keyshelf.domain.billing.Statement.Entry;
import dev.keyshelf.domain.billing.Statement.Invoiced;
import dev.keyshelf.domain.billing.Statement.Recorded;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Seller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders statements of account as PDF. */
public final class StatementPdf {
  private static final int TEXT = 1;

  private final Statement statement;
  private final Seller seller;
  private final Buyer buyer;
  private final Written written;
  private final Typesetter type;

  private StatementPdf(Statement statement, Seller seller, Buyer buyer) {
    this.statement = statement;
    this.seller = seller;
    this.buyer = buyer;
    this.written = new Written(buyer.language());
    this.type = new Typesetter(buyer.language());
  }

  /**
   * Returns the file, in the language and on the paper of the buyer. The same statement has the
   * same bytes.
   *
   * @throws MissingGlyph if a text has a character that no font has
   */
  public static byte[] render(Statement statement, Seller seller, Buyer buyer) {
    return new StatementPdf(statement, seller, buyer).render();
  }

  private byte[] render() {
    try (var pdf = new TaggedPdf()) {
      var title = written.say(Word.STATEMENT) + " " + statement.month();
      var author = seller.party().legalName();
      var paper = LinesLayout.paper(buyer.pageSize());
      var flow = new Flow(pdf, type, paper, title + " · " + author, Optional.empty());
      var body = pdf.body();
      flow.paragraph(body, "H1", title, Style.TITLE, "month");
      flow.skip(10);
      new Parties(flow, written, Parties.OF_PARTNER).write(body, seller.party(), buyer.party());
      flow.skip(10);
      var state = statement.closed() ? Word.CLOSED : Word.OPEN;
      flow.paragraph(body, "P", written.say(state), Style.STRONG, "state");
      var note = statement.accounts().isEmpty() ? Word.NO_ACCOUNTS : Word.SIGNS_OF_STATEMENT;
      flow.paragraph(body, "P", written.say(note), Style.BODY, "note");
      for (var account : statement.accounts()) {
        flow.heading(body, account.currency().getCurrencyCode(), 80);
        account(flow, body, account);
      }
      flow.finish((page, all) -> written.say(Word.PAGE, page, all));
      return pdf.finish(new TaggedPdf.About(title, author, buyer.language(), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void account(Flow flow, Element body, Account account) throws IOException {
    var rows = rows(account);
    var carry = new Table.Carry(written.say(Word.CARRIED_OVER), written.say(Word.BROUGHT_FORWARD));
    var table = new Table(flow, body, columns(flow, rows), TEXT, Style.BODY, Optional.of(carry));
    table.total(rows.getFirst());
    for (var row : rows.subList(1, rows.size() - 1)) {
      table.row(row);
    }
    table.total(rows.getLast());
  }

  /** Returns the rows: the opening balance, the entries, and the closing balance. */
  private List<Row> rows(Account account) {
    var rows = new ArrayList<Row>();
    var balance = account.opening();
    var opening = written.amount(balance);
    rows.add(
        new Row(
            List.of("", written.say(Word.OPENING), "", opening),
            List.of(),
            List.of("", "", "", opening),
            "opening"));
    for (var entry : account.entries()) {
      balance = balance.plus(entry.amount());
      var after = written.amount(balance);
      var place = "entries[" + (rows.size() - 1) + "]";
      rows.add(
          new Row(
              List.of(
                  written.date(entry.at()), words(entry), written.amount(entry.amount()), after),
              details(entry),
              List.of("", "", "", after),
              place));
    }
    if (!balance.equals(account.closing())) {
      throw new IllegalArgumentException(
          "the entries lead to %s, and the closing balance is %s"
              .formatted(balance, account.closing()));
    }
    var closing = written.amount(account.closing());
    rows.add(Row.of(List.of("", written.say(Word.CLOSING), "", closing), "closing"));
    return rows;
  }

  private String words(Entry entry) {
    return switch (entry) {
      case Invoiced(var invoice) ->
          "%s %s, %s"
              .formatted(
                  written.say(Word.of(invoice.documentType())),
                  invoice.numberText(),
                  written.say(Word.OF_MONTH, invoice.month()));
      case Recorded(var payment) ->
          switch (payment.purpose()) {
            case Purpose.Pays _ -> written.say(Word.PAYMENT, payment.reference());
            case Purpose.PaysOut _ -> written.say(Word.PAYOUT, payment.reference());
            case Purpose.Undoes(var reference, _, _) ->
                written.say(Word.REVERSAL, payment.reference(), reference);
          };
    };
  }

  private List<String> details(Entry entry) {
    return switch (entry) {
      case Invoiced _ -> List.of();
      case Recorded(var payment) -> List.of(String.join(" · ", details(payment)));
    };
  }

  private List<String> details(Payment payment) {
    var details = new ArrayList<String>();
    details.add(written.say(Word.PAID_ON, payment.on()));
    payment.invoice().ifPresent(paid -> details.add(written.say(Word.FOR_INVOICE, paid.number())));
    if (payment.purpose() instanceof Purpose.Pays(_, var over) && over.isPositive()) {
      details.add(written.say(Word.OVERPAID, written.money(over)));
    }
    return details;
  }

  private List<Column> columns(Flow flow, List<Row> rows) {
    var heads = List.of(Word.DATE, Word.ENTRY, Word.AMOUNT, Word.BALANCE);
    var widths = new ArrayList<Float>();
    var rest = flow.width();
    for (var i = 0; i < heads.size(); i++) {
      var column = i;
      var texts = rows.stream().map(row -> row.cells().get(column)).toList();
      var width =
          i == TEXT
              ? 0f
              : Math.max(70, Table.width(type, written.say(heads.get(i)), texts, Style.STRONG));
      widths.add(width);
      rest -= width;
    }
    widths.set(TEXT, rest);
    var columns = new ArrayList<Column>();
    for (var i = 0; i < heads.size(); i++) {
      columns.add(new Column(written.say(heads.get(i)), i > TEXT, widths.get(i)));
    }
    return columns;
  }
}
