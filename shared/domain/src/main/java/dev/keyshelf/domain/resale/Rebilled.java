package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.money.Money;
import java.util.List;

/**
 * A ledger entry at the partner's resale prices.
 *
 * @param lines one for each line of the entry, in the same order
 */
public record Rebilled(LedgerEntry entry, List<Line> lines) {
  /** Copies the lines. */
  public Rebilled {
    lines = List.copyOf(lines);
  }

  /**
   * A line at its resale price.
   *
   * @param unitPrice the resale price of a unit at the purchase, also in a credit
   * @param amount what the customer is charged, or gets back; never negative
   */
  public record Line(Money unitPrice, Money amount, PriceBasis basis) {}

  /** Returns the total of the lines. */
  public Money amount() {
    return lines.stream().map(Line::amount).reduce(Money::plus).orElseThrow();
  }
}
