package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.util.Currency;

/**
 * A partner's balance in one currency.
 *
 * @param invoiced the sum of the gross amounts of all issued documents
 * @param creditNotes the part of it that credit notes have; zero or negative
 * @param paid what the partner paid, less what was undone of it
 * @param paidOut what was paid to the partner, less what was undone of it
 * @param open what is due and not paid; zero or positive
 */
public record Balance(Money invoiced, Money creditNotes, Money paid, Money paidOut, Money open) {
  /** Returns what the partner owes, less the credit that is carried; negative for a credit. */
  public Money balance() {
    return invoiced.minus(paid).plus(paidOut);
  }

  /** Returns the credit that the next invoice takes over; zero or negative. */
  public Money carried() {
    return balance().minus(open);
  }

  /** Returns the currency. */
  public Currency currency() {
    return invoiced.currency();
  }
}
