package dev.keyshelf.documents.pdf;

import dev.keyshelf.documents.pdf.Facts.Fact;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.Seller;
import java.io.IOException;
import java.util.ArrayList;

/** What a document says of its payment: when, and to which account. */
final class PaymentFacts {
  private final Written written;
  private final String place;

  PaymentFacts(Written written, Parties.Places places) {
    this.written = written;
    this.place = places.seller() + ".bankAccount";
  }

  /** Returns payment terms in words. */
  String terms(PaymentTerms terms) {
    var days =
        terms.days() == 0
            ? written.say(Word.AT_ONCE)
            : written.say(Word.DAYS_AFTER_ISSUE, terms.days());
    return terms.note().map(note -> days + "\n" + note).orElse(days);
  }

  /** Writes the account of the seller. */
  void account(Flow flow, Element body, Seller seller) throws IOException {
    var account = seller.bankAccount();
    var facts = new ArrayList<Fact>();
    facts.add(fact(Word.ACCOUNT, account.account(), ".account"));
    account.bic().ifPresent(bic -> facts.add(new Fact("BIC", bic, place + ".bic")));
    facts.add(fact(Word.BANK, account.bank(), ".bank"));
    var holder = account.holder().orElse(seller.party().legalName());
    facts.add(fact(Word.HOLDER, holder, ".holder"));
    flow.heading(body, written.say(Word.BANK_ACCOUNT), 50);
    Facts.write(flow, body, facts);
  }

  private Fact fact(Word label, String value, String member) {
    return new Fact(written.say(label), value, place + member);
  }
}
