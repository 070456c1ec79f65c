package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Facts.Fact;
import dev.keyshelf.documents.pdf.Sums.Sum;
import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.InvoiceDocument.Issue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders invoices and credit notes as PDF. */
public final class InvoicePdf {
  private final InvoiceDocument document;
  private final Written written;
  private final InvoiceLines lines;
  private final PaymentFacts payment;

  private InvoicePdf(InvoiceDocument document) {
    var type = new Typesetter(document.buyer().language());
    this.document = document;
    this.written = new Written(document.buyer().language());
    this.payment = new PaymentFacts(written, Parties.OF_PARTNER);
    this.lines = new InvoiceLines(document, written, type);
  }

  /**
   * Returns the file, in the language and on the paper of the buyer. The same document has the same
   * bytes. Without an issue, each page says that it is a preview.
   *
   * @throws MissingGlyph if a text has a character that no font has
   * @throws IllegalArgumentException if the lines do not add up to the totals
   */
  public static byte[] render(InvoiceDocument document) {
    return new InvoicePdf(document).render();
  }

  private byte[] render() {
    try (var pdf = new TaggedPdf()) {
      var author = document.seller().party().legalName();
      var mark =
          document.issue().isPresent()
              ? Optional.<String>empty()
              : Optional.of(written.say(Word.PREVIEW));
      var flow = new Flow(pdf, lines.type(), lines.paper(), title() + " · " + author, mark);
      var body = pdf.body();
      flow.paragraph(body, "H1", title(), Style.TITLE, "number");
      flow.skip(10);
      head(flow, body);
      flow.heading(body, written.say(Word.LINES), 60);
      lines.write(flow, body);
      new TaxTable(document, written).write(flow, body);
      settlement(flow, body);
      payment.account(flow, body, document.seller());
      flow.finish((page, all) -> written.say(Word.PAGE, page, all));
      return pdf.finish(
          new TaggedPdf.About(
              title(), author, document.buyer().language(), document.issue().map(Issue::at)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String title() {
    var type = written.say(Word.of(document.type()));
    return document
        .issue()
        .map(issue -> type + " " + issue.number())
        .orElseGet(
            () ->
                "%s %s %s"
                    .formatted(type, document.month(), document.currency().getCurrencyCode()));
  }

  private void head(Flow flow, Element body) throws IOException {
    new Parties(flow, written, Parties.OF_PARTNER)
        .write(body, document.seller().party(), document.buyer().party());
    flow.skip(12);
    Facts.write(flow, body, facts());
    flow.skip(8);
    if (document.issue().isEmpty()) {
      flow.paragraph(body, "P", written.say(Word.PREVIEW_NOTE), Style.STRONG, "note");
    }
    if (document.type() == DocumentType.CREDIT_NOTE) {
      flow.paragraph(body, "P", written.say(Word.SIGNS_OF_CREDIT_NOTE), Style.BODY, "note");
    } else if (document.settlement().totals().credits() > 0) {
      flow.paragraph(body, "P", written.say(Word.SIGNS), Style.BODY, "note");
    }
  }

  private List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    document
        .issue()
        .ifPresent(
            issue -> {
              facts.add(fact(Word.NUMBER, issue.number(), "number"));
              facts.add(fact(Word.ISSUED_ON, written.date(issue.at()), "issuedAt"));
            });
    facts.add(fact(Word.MONTH, document.month().toString(), "month"));
    document.dueOn().ifPresent(day -> facts.add(fact(Word.DUE_ON, day.toString(), "dueOn")));
    facts.add(fact(Word.BUYER_REFERENCE, document.buyerReference(), "buyer.reference"));
    if (document.type() == DocumentType.INVOICE) {
      facts.add(fact(Word.PAYMENT_TERMS, payment.terms(document.terms()), "terms"));
    }
    facts.add(fact(Word.CURRENCY, document.currency().getCurrencyCode(), "currency"));
    return facts;
  }

  private void settlement(Flow flow, Element body) throws IOException {
    var settlement = document.settlement();
    var sums = new ArrayList<Sum>();
    sums.add(new Sum(written.say(Word.TOTAL), written.money(settlement.totals().gross()), false));
    if (settlement.carriedIn().isNegative()) {
      sums.add(new Sum(written.say(Word.CARRIED_IN), written.money(settlement.carriedIn()), false));
    }
    sums.add(new Sum(written.say(Word.DUE), written.money(settlement.due()), true));
    if (settlement.carriedOut().isNegative()) {
      sums.add(
          new Sum(written.say(Word.CARRIED_OUT), written.money(settlement.carriedOut()), false));
    }
    flow.heading(body, written.say(Word.SETTLEMENT), sums.size() * 22f);
    Sums.write(flow, body, sums);
    if (!settlement.due().isPositive()) {
      flow.skip(6);
      flow.paragraph(body, "P", written.say(Word.NOTHING_DUE), Style.STRONG, "note");
    }
  }

  private Fact fact(Word label, String value, String place) {
    return new Fact(written.say(label), value, place);
  }
}
