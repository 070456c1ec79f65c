package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.document.ComposeDocuments;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.Parties;
import dev.keyshelf.domain.party.Seller;
import dev.keyshelf.domain.resale.ReadRebilling.Wanted;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Composes a customer's statements of charges from the rebilling of a month. */
public final class ComposeCharges {
  private static final int ENTRIES_OF_A_PAGE = 500;

  private final ReadRebilling reading;
  private final Customers customers;
  private final Parties parties;
  private final int mostLines;

  /** Uses these stores. */
  public ComposeCharges(ReadRebilling reading, Customers customers, Parties parties) {
    this(reading, customers, parties, ComposeDocuments.MOST_LINES);
  }

  /** Uses these stores, with another limit of a customer's lines. */
  public ComposeCharges(
      ReadRebilling reading, Customers customers, Parties parties, int mostLines) {
    this.reading = reading;
    this.customers = customers;
    this.parties = parties;
    this.mostLines = mostLines;
  }

  /** The statements of a month, or why there are none. */
  public sealed interface Composed {
    /** The statements by currency, in the order of their codes; none if nothing was charged. */
    record Statements(List<StatementOfCharges> statements) implements Composed {
      /** Copies the list. */
      public Statements {
        statements = List.copyOf(statements);
      }
    }

    /** The partner has no such customer. */
    record NoSuchCustomer() implements Composed {}

    /**
     * The operator has not imported the seller, the customer has no billing details, or too many
     * lines.
     */
    record Incomplete(List<Lack> lacks) implements Composed {
      /** Copies the list. */
      public Incomplete {
        lacks = List.copyOf(lacks);
      }
    }
  }

  /**
   * Composes the statements of a customer's month, with all its lines in memory.
   *
   * @param currency empty for all currencies
   */
  public Composed compose(Month month, CustomerId id, Optional<Currency> currency) {
    var customer = customers.find(month.partner(), id);
    if (customer.isEmpty()) {
      return new Composed.NoSuchCustomer();
    }
    var seller = parties.reseller(month.partner());
    var buyer = customer.flatMap(Customer::billing);
    var lacks = lacks(seller, buyer);
    if (!lacks.isEmpty()) {
      return new Composed.Incomplete(lacks);
    }
    return entries(month, new Wanted(Optional.of(id), currency))
        .<Composed>map(
            entries ->
                new Composed.Statements(
                    statements(month, id, seller.orElseThrow(), buyer.orElseThrow(), entries)))
        .orElseGet(() -> new Composed.Incomplete(List.of(tooManyLines())));
  }

  private static List<Lack> lacks(Optional<Seller> seller, Optional<Buyer> buyer) {
    var lacks = new ArrayList<Lack>();
    if (seller.isEmpty()) {
      lacks.add(new Lack("partner.seller", "is not imported"));
    }
    if (buyer.isEmpty()) {
      lacks.add(new Lack("customer.billing.legalName", "is missing"));
      lacks.add(new Lack("customer.billing.address", "is missing"));
    }
    return lacks;
  }

  private Lack tooManyLines() {
    return new Lack(
        "lines",
        "of the customer's month are more than %s, which documents cannot have; read them as JSON or CSV"
            .formatted(mostLines));
  }

  /** Returns the entries; empty if they have too many lines, without reading the others. */
  private Optional<List<Rebilled>> entries(Month month, Wanted wanted) {
    var rebilling = reading.of(month, wanted);
    var entries = new ArrayList<Rebilled>();
    var lines = 0;
    Optional<LedgerKey> after = Optional.empty();
    do {
      var page = rebilling.list(ENTRIES_OF_A_PAGE, after);
      for (var each : page.entries()) {
        lines += each.lines().size();
        entries.add(each);
      }
      if (lines > mostLines) {
        return Optional.empty();
      }
      after = page.next();
    } while (after.isPresent());
    return Optional.of(entries);
  }

  private static List<StatementOfCharges> statements(
      Month month, CustomerId customer, Seller seller, Buyer buyer, List<Rebilled> entries) {
    return RebilledTotals.of(entries).stream()
        .map(
            totals ->
                new StatementOfCharges(
                    customer,
                    month.month(),
                    month instanceof Month.Issued,
                    seller,
                    buyer,
                    totals,
                    entries.stream()
                        .filter(each -> each.amount().currency().equals(totals.currency()))
                        .toList()))
        .toList();
  }
}
