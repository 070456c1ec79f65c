package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Facts.Fact;
import dev.keyshelf.documents.pdf.Sums.Sum;
import dev.keyshelf.documents.pdf.Table.Row;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.domain.resale.StatementOfCharges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders statements of charges as PDF. They are for the partner's customer: prices, calculations
 * and documents of the partner itself are left out.
 */
public final class ChargesPdf {
  private static final List<Word> HEADS =
      List.of(Word.DATE, Word.TITLE, Word.QUANTITY, Word.UNIT_PRICE, Word.AMOUNT);

  private final StatementOfCharges statement;
  private final Typesetter type;
  private final Written written;
  private final PaymentFacts payment;

  private ChargesPdf(StatementOfCharges statement) {
    this.statement = statement;
    this.type = new Typesetter(statement.buyer().language());
    this.written = new Written(statement.buyer().language());
    this.payment = new PaymentFacts(written, Parties.OF_CUSTOMER);
  }

  /**
   * Returns the file, in the language and on the paper of the customer. The same statement has the
   * same bytes. Each page of a month that is not closed says that it is a preview.
   *
   * @throws MissingGlyph if a text has a character that no font has
   */
  public static byte[] render(StatementOfCharges statement) {
    return new ChargesPdf(statement).render();
  }

  private byte[] render() {
    try (var pdf = new TaggedPdf()) {
      var title = written.say(Word.STATEMENT_OF_CHARGES) + " " + statement.month();
      var author = statement.seller().party().legalName();
      var mark =
          statement.isClosed()
              ? Optional.<String>empty()
              : Optional.of(written.say(Word.PREVIEW_OF_CHARGES));
      var lines = lines();
      var flow = new Flow(pdf, type, lines.paper(), title + " · " + author, mark);
      var body = pdf.body();
      flow.paragraph(body, "H1", title, Style.TITLE, "month");
      flow.skip(10);
      head(flow, body);
      flow.heading(body, written.say(Word.LINES), 60);
      lines.write(flow, body);
      sums(flow, body);
      payment.account(flow, body, statement.seller());
      flow.finish((page, all) -> written.say(Word.PAGE, page, all));
      return pdf.finish(
          new TaggedPdf.About(title, author, statement.buyer().language(), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head(Flow flow, Element body) throws IOException {
    new Parties(flow, written, Parties.OF_CUSTOMER)
        .write(body, statement.seller().party(), statement.buyer().party());
    flow.skip(12);
    Facts.write(flow, body, facts());
    flow.skip(8);
    flow.paragraph(body, "P", written.say(Word.NO_INVOICE), Style.STRONG, "note");
    if (!statement.isClosed()) {
      flow.paragraph(body, "P", written.say(Word.MONTH_OPEN), Style.STRONG, "note");
    }
    if (statement.entries().stream().anyMatch(each -> isCredit(each.entry()))) {
      flow.paragraph(body, "P", written.say(Word.SIGNS), Style.BODY, "note");
    }
  }

  private List<Fact> facts() {
    return List.of(
        fact(Word.MONTH, statement.month().toString(), "month"),
        fact(Word.BUYER_REFERENCE, statement.buyerReference(), "customer.billing.reference"),
        fact(Word.PAYMENT_TERMS, payment.terms(statement.terms()), "terms"),
        fact(Word.CURRENCY, statement.currency().getCurrencyCode(), "currency"));
  }

  private LinesLayout lines() {
    var rows = new ArrayList<Row>();
    var sum = Money.zero(statement.currency());
    for (var each : statement.entries()) {
      for (var i = 0; i < each.lines().size(); i++) {
        var line = each.entry().lines().get(i);
        var resale = each.lines().get(i);
        var amount = each.entry().signed(resale.amount());
        sum = sum.plus(amount);
        var place = "lines[" + rows.size() + "]";
        rows.add(
            new Row(
                cells(each.entry(), line, resale, amount),
                details(each.entry(), line, place),
                sums("", sum),
                place));
      }
    }
    var total = sums(written.say(Word.TOTAL), sum);
    return new LinesLayout(statement.buyer().pageSize(), type, written, HEADS, rows, total);
  }

  private List<String> sums(String words, Money sum) {
    return List.of("", words, "", "", written.amount(sum));
  }

  private List<String> cells(
      LedgerEntry entry, LedgerLine line, Rebilled.Line resale, Money amount) {
    return List.of(
        written.date(entry.at()),
        line.title(),
        written.count(line.quantity()),
        written.amount(resale.unitPrice()),
        written.amount(amount));
  }

  private List<String> details(LedgerEntry entry, LedgerLine line, String place) {
    var facts = new LineFacts(type, written, place);
    facts.order(entry);
    facts.purchase(line);
    var details = new ArrayList<String>();
    details.add(facts.joined());
    if (entry instanceof LedgerEntry.CreditNote note) {
      details.add(written.say(Word.CREDIT));
      facts.reason(note).ifPresent(details::add);
    }
    return details;
  }

  private void sums(Flow flow, Element body) throws IOException {
    var totals = statement.totals();
    var sums =
        List.of(
            new Sum(written.say(Word.CHARGES), written.money(totals.charged()), false),
            new Sum(written.say(Word.CREDITS), written.money(totals.credited().negated()), false),
            new Sum(written.say(Word.TOTAL), written.money(totals.net()), true));
    flow.skip(12);
    Sums.write(flow, body, sums);
  }

  private static boolean isCredit(LedgerEntry entry) {
    return entry instanceof LedgerEntry.CreditNote;
  }

  private Fact fact(Word label, String value, String place) {
    return new Fact(written.say(label), value, place);
  }
}
