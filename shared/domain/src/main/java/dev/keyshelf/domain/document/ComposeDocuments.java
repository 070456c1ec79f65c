package dev.keyshelf.domain.document;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.TaxByLine;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Composes the documents of a partner's month from its entries and the parties. */
public final class ComposeDocuments {
  private final ReadInvoices reading;
  private final Parties parties;

  /** Uses these stores. */
  public ComposeDocuments(ReadInvoices reading, Parties parties) {
    this.reading = reading;
    this.parties = parties;
  }

  /** The documents of a month, or why there are none. */
  public sealed interface Composed {
    /** The documents by currency, in the order of their codes. */
    record Documents(List<InvoiceDocument> documents) implements Composed {
      /** Copies the list. */
      public Documents {
        documents = List.copyOf(documents);
      }
    }

    /** The operator has not imported both parties. */
    record Incomplete(List<Lack> lacks) implements Composed {
      /** Copies the list. */
      public Incomplete {
        lacks = List.copyOf(lacks);
      }
    }
  }

  /** Composes the documents of a month, with all its lines in memory. */
  public Composed compose(Month month) {
    var seller = parties.seller();
    var buyer = parties.buyer(month.partner());
    var lacks = Lack.ofParties(seller, buyer);
    return lacks.isEmpty()
        ? new Composed.Documents(documents(month, seller.orElseThrow(), buyer.orElseThrow()))
        : new Composed.Incomplete(lacks);
  }

  private List<InvoiceDocument> documents(Month month, Seller seller, Buyer buyer) {
    var charges = reading.charges(month);
    var taxes = new TaxByLine();
    Map<Currency, List<DocumentLine>> lines = new HashMap<>();
    reading.forEach(
        month,
        entry -> {
          var into = lines.computeIfAbsent(entry.amount().currency(), _ -> new ArrayList<>());
          var chargedOn = charges.of(entry);
          for (var line : entry.lines()) {
            var category = category(seller, entry, line);
            into.add(new DocumentLine(entry, line, taxes.next(entry, line), category, chargedOn));
          }
        });
    var documents = new ArrayList<InvoiceDocument>();
    for (var each : settled(month).values()) {
      documents.add(
          new InvoiceDocument(
              month.partner(),
              month.month(),
              each.issue(),
              seller,
              buyer,
              each.settlement(),
              lines.getOrDefault(each.settlement().totals().currency(), List.of())));
    }
    return documents;
  }

  private record Settled(Settlement settlement, Optional<InvoiceDocument.Issue> issue) {
    static Settled of(Invoice invoice) {
      var issue = new InvoiceDocument.Issue(invoice.numberText(), invoice.issuedAt());
      return new Settled(invoice.settlement(), Optional.of(issue));
    }
  }

  private SortedMap<String, Settled> settled(Month month) {
    var all =
        switch (month) {
          case Month.Issued issued -> issued.invoices().stream().map(Settled::of).toList();
          case Month.InProgress open ->
              reading.preview(open).stream()
                  .map(settlement -> new Settled(settlement, Optional.empty()))
                  .toList();
        };
    SortedMap<String, Settled> byCode = new TreeMap<>();
    all.forEach(each -> byCode.put(each.settlement().totals().currency().getCurrencyCode(), each));
    return byCode;
  }

  private static Optional<TaxCategory> category(Seller seller, LedgerEntry entry, LedgerLine line) {
    return entry
        .billedTo()
        .map(BilledCustomer::market)
        .flatMap(seller::tax)
        .map(tax -> tax.of(line.taxMode(), line.taxRate()));
  }
}
