package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;

/**
 * What a month comes to in one currency, with what the invoice before it left over.
 *
 * @param carriedIn what the last invoice carried over: zero or negative
 */
public record Settlement(Totals totals, Money carriedIn) {
  /** Refuses a debt that is carried over: what is due is paid, only a credit is carried. */
  public Settlement {
    if (carriedIn.isPositive()) {
      throw new IllegalArgumentException("only a credit is carried over");
    }
  }

  /** Gives what is to be paid: the net less the credit carried in, and never negative. */
  public Money due() {
    var balance = balance();
    return balance.isPositive() ? balance : Money.zero(balance.currency());
  }

  /** Gives the credit that the next invoice takes over: zero or negative. */
  public Money carriedOut() {
    return balance().atMost(Money.zero(carriedIn.currency()));
  }

  private Money balance() {
    return carriedIn.plus(totals.net());
  }
}
