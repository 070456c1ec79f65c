package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.util.Currency;

/**
 * What ledger entries of one currency come to. Every amount is the sum of the entries' own, never
 * computed anew.
 *
 * @param chargedTax the part of what was charged that is tax
 * @param creditedTax the part of what was credited that is tax
 * @param charges how many charges there are
 * @param credits how many credit notes there are
 */
public record Totals(
    Money charged, Money chargedTax, Money credited, Money creditedTax, int charges, int credits) {
  /** Gives what no entries come to. */
  public static Totals of(Currency currency) {
    var nothing = Money.zero(currency);
    return new Totals(nothing, nothing, nothing, nothing, 0, 0);
  }

  /** Gives these with one more entry of their currency. */
  public Totals plus(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge charge ->
          new Totals(
              charged.plus(charge.amount()),
              chargedTax.plus(charge.tax()),
              credited,
              creditedTax,
              charges + 1,
              credits);
      case LedgerEntry.CreditNote note ->
          new Totals(
              charged,
              chargedTax,
              credited.plus(note.amount()),
              creditedTax.plus(note.tax()),
              charges,
              credits + 1);
    };
  }

  /** Gives what was charged less what was credited; negative when more was credited. */
  public Money net() {
    return charged.minus(credited);
  }

  /** Gives the part of the net that is tax; negative when more was credited. */
  public Money tax() {
    return chargedTax.minus(creditedTax);
  }

  /** Gives the currency. */
  public Currency currency() {
    return charged.currency();
  }
}
