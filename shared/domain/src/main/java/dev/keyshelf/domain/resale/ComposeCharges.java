package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
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
  private final ReadRebilling reading;
  private final Customers customers;
  private final Parties parties;

  /** Uses these stores. */
  public ComposeCharges(ReadRebilling reading, Customers customers, Parties parties) {
    this.reading = reading;
    this.customers = customers;
    this.parties = parties;
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

    /** The operator has not imported the seller, or the customer has no billing details. */
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
    return lacks.isEmpty()
        ? new Composed.Statements(
            statements(
                month,
                new Wanted(Optional.of(id), currency),
                seller.orElseThrow(),
                buyer.orElseThrow()))
        : new Composed.Incomplete(lacks);
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

  private List<StatementOfCharges> statements(
      Month month, Wanted wanted, Seller seller, Buyer buyer) {
    var entries = new ArrayList<Rebilled>();
    reading.of(month, wanted).forEach(entries::add);
    return RebilledTotals.of(entries).stream()
        .map(
            totals ->
                new StatementOfCharges(
                    wanted.customer().orElseThrow(),
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
