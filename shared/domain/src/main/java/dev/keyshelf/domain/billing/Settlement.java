package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;

/**
 * The settlement of a month in one currency: its totals, and the credit that an earlier invoice
 * carried over.
 *
 * @param carriedIn the credit that was carried over; zero or negative
 */
public record Settlement(Totals totals, Money carriedIn) {
  /**
   * Checks that no debt is carried over. A debt is due with its invoice. Only a credit is carried.
   *
   * @throws IllegalArgumentException if {@code carriedIn} is positive
   */
  public Settlement {
    if (carriedIn.isPositive()) {
      throw new IllegalArgumentException("carriedIn must be zero or negative");
    }
  }

  /** Returns the type of the document. A credit that is carried in does not change it. */
  public DocumentType documentType() {
    return DocumentType.of(totals);
  }

  /** Returns the amount to pay: the gross less the credit carried in, but never negative. */
  public Money due() {
    var balance = balance();
    return balance.isPositive() ? balance : Money.zero(balance.currency());
  }

  /** Returns the credit that the next invoice takes over; zero or negative. */
  public Money carriedOut() {
    return balance().atMost(Money.zero(carriedIn.currency()));
  }

  private Money balance() {
    return carriedIn.plus(totals.gross());
  }
}
