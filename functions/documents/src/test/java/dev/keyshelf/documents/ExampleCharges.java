package dev.keyshelf.documents;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.resale.PriceBasis;
import dev.keyshelf.domain.resale.Rebilled;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.domain.resale.StatementOfCharges;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Statements of charges of the entries of an example document, at three halves of its prices. */
public final class ExampleCharges {
  private static final CustomerId CUSTOMER = new CustomerId("01M7W2Y7M0PV25GRW7BRT4GZ53");

  private ExampleCharges() {}

  /** Returns the statement of a document's entries. */
  public static StatementOfCharges of(
      InvoiceDocument document, boolean isClosed, SpokenLanguage language, PageSize pageSize) {
    return of(document, isClosed, ExampleParties.buyer(), language, pageSize);
  }

  /** Returns such a statement for another company. */
  public static StatementOfCharges of(
      InvoiceDocument document,
      boolean isClosed,
      Buyer company,
      SpokenLanguage language,
      PageSize pageSize) {
    var entries =
        document.lines().stream()
            .map(DocumentLine::entry)
            .distinct()
            .map(ExampleCharges::rebilled)
            .toList();
    return new StatementOfCharges(
        CUSTOMER,
        document.month(),
        isClosed,
        ExampleParties.seller(),
        new Buyer(company.party(), company.reference(), Optional.empty(), language, pageSize),
        totals(document, entries),
        entries);
  }

  private static Rebilled rebilled(LedgerEntry entry) {
    return new Rebilled(
        entry,
        entry.lines().stream()
            .map(
                line -> {
                  var paid = line.particulars().orElseThrow().unitPrice();
                  return new Rebilled.Line(resold(paid), resold(line.amount()), PriceBasis.MARGIN);
                })
            .toList());
  }

  private static Money resold(Money paid) {
    return paid.share(BigInteger.valueOf(3), BigInteger.TWO);
  }

  private static RebilledTotals totals(InvoiceDocument document, List<Rebilled> entries) {
    var nothing = Money.zero(document.currency());
    var purchased = nothing;
    var charged = nothing;
    var credited = nothing;
    for (var each : entries) {
      purchased = purchased.plus(each.entry().signed(each.entry().amount()));
      switch (each.entry()) {
        case LedgerEntry.Charge _ -> charged = charged.plus(each.amount());
        case LedgerEntry.CreditNote _ -> credited = credited.plus(each.amount());
      }
    }
    return new RebilledTotals(purchased, charged, credited);
  }
}
