package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PaymentTerms;
import dev.keyshelf.domain.party.Seller;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/**
 * What a partner charges a customer for a month in one currency, at the partner's resale prices. It
 * is no invoice: it has no number, and no tax is calculated. Nothing that is shown of it may say
 * what the partner itself pays.
 *
 * @param isClosed whether the month is invoiced to the partner, so that this never changes
 * @param seller the partner's company that sells
 * @param buyer the customer's company
 * @param totals of the entries
 * @param entries in the order of the ledger, at least one
 */
public record StatementOfCharges(
    CustomerId customer,
    YearMonth month,
    boolean isClosed,
    Seller seller,
    Buyer buyer,
    RebilledTotals totals,
    List<Rebilled> entries) {
  /**
   * Copies the entries.
   *
   * @throws IllegalArgumentException if they do not add up to the totals
   */
  public StatementOfCharges {
    entries = List.copyOf(entries);
    var added = RebilledTotals.of(entries);
    if (!added.equals(List.of(totals))) {
      throw new IllegalArgumentException(
          "the entries add up to %s, and the totals are %s".formatted(added, totals));
    }
  }

  /** Returns the currency of all amounts. */
  public Currency currency() {
    return totals.currency();
  }

  /** Returns the payment terms: the customer's own, or those of the seller. */
  public PaymentTerms terms() {
    return buyer.terms().orElse(seller.terms());
  }

  /** Returns what the customer wants on each document. */
  public String buyerReference() {
    return buyer.reference().orElse(customer.value());
  }
}
