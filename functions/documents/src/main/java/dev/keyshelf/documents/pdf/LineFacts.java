package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.entitlement.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a line says below its title. */
final class LineFacts {
  private final Typesetter type;
  private final Written written;
  private final String place;
  private final List<String> facts = new ArrayList<>();

  /**
   * Begins without any.
   *
   * @param place of the line, for what no font has
   */
  LineFacts(Typesetter type, Written written, String place) {
    this.type = type;
    this.written = written;
    this.place = place;
  }

  /** Adds the customer. */
  void customer(LedgerEntry entry) {
    var name = entry.billedTo().map(BilledCustomer::companyName).orElse(entry.customer().value());
    facts.add(fact(Word.CUSTOMER, name, place + ".customerName"));
  }

  /** Adds the order and its number. */
  void order(LedgerEntry entry) {
    facts.add(fact(Word.ORDER, entry.order().value(), place + ".orderId"));
    entry
        .purchaseOrderNumber()
        .ifPresent(of -> facts.add(fact(Word.PURCHASE_ORDER, of, place + ".purchaseOrderNumber")));
  }

  /** Adds the references and the term of the purchase. */
  void purchase(LedgerLine line) {
    line.particulars()
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
  }

  /** Returns all of them on one line. */
  String joined() {
    return String.join(" · ", facts);
  }

  /** Returns why something was cancelled; empty if the entry does not say it. */
  Optional<String> reason(LedgerEntry.CreditNote note) {
    return note.reason()
        .map(reason -> fact(Word.REASON, written.reason(reason), place + ".reason"));
  }

  /** Returns a value with its word. A missing glyph is reported with the value's own place. */
  String fact(Word word, String value, String at) {
    type.width(value.replaceAll("\\s", " "), Style.SMALL, at);
    return written.say(word) + ": " + value;
  }

  /** Returns the first and the last day of a term. */
  private String days(Term term) {
    var last = term.endsAt().minus(Duration.ofDays(1));
    return written.date(term.startsAt()) + " – " + written.date(last);
  }
}
