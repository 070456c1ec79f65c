package dev.keyshelf.domain.document;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerKey;
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
  /** How many lines a month with documents can have, in all its currencies. */
  public static final int MOST_LINES = 10_000;

  private static final int ENTRIES_OF_A_PAGE = 500;

  private final ReadInvoices reading;
  private final Parties parties;
  private final int mostLines;

  /** Uses these stores. */
  public ComposeDocuments(ReadInvoices reading, Parties parties) {
    this(reading, parties, MOST_LINES);
  }

  /** Uses these stores, with another limit of a month's lines. */
  public ComposeDocuments(ReadInvoices reading, Parties parties, int mostLines) {
    this.reading = reading;
    this.parties = parties;
    this.mostLines = mostLines;
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

    /** The operator has not imported both parties, or the month has too many lines. */
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
    if (!lacks.isEmpty()) {
      return new Composed.Incomplete(lacks);
    }
    return lines(month, seller.orElseThrow())
        .<Composed>map(
            lines ->
                new Composed.Documents(
                    documents(month, seller.orElseThrow(), buyer.orElseThrow(), lines)))
        .orElseGet(() -> new Composed.Incomplete(List.of(tooManyLines())));
  }

  private Lack tooManyLines() {
    return new Lack(
        "lines",
        "of the month are more than %s, which documents cannot have; read them as CSV or JSON"
            .formatted(mostLines));
  }

  /** Returns the lines by currency; empty if they are too many, without reading the others. */
  private Optional<Map<Currency, List<DocumentLine>>> lines(Month month, Seller seller) {
    var charges = reading.charges(month);
    var taxes = new TaxByLine();
    Map<Currency, List<DocumentLine>> lines = new HashMap<>();
    var left = mostLines;
    Optional<LedgerKey> after = Optional.empty();
    do {
      var page = reading.list(month, Optional.empty(), ENTRIES_OF_A_PAGE, after);
      for (var entry : page.entries()) {
        left -= entry.lines().size();
        if (left < 0) {
          return Optional.empty();
        }
        var into = lines.computeIfAbsent(entry.amount().currency(), _ -> new ArrayList<>());
        var chargedOn = charges.of(entry);
        for (var line : entry.lines()) {
          var category = category(seller, entry, line);
          into.add(new DocumentLine(entry, line, taxes.next(entry, line), category, chargedOn));
        }
      }
      after = page.next();
    } while (after.isPresent());
    return Optional.of(lines);
  }

  private List<InvoiceDocument> documents(
      Month month, Seller seller, Buyer buyer, Map<Currency, List<DocumentLine>> lines) {
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
