package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.util.Currency;
import java.util.List;

/**
 * The totals of ledger entries in one currency. Each amount is the sum of the entries' amounts and
 * is never calculated in another way. Only the tax that is added is calculated, on these sums.
 *
 * @param charged the total of the charges
 * @param chargedTax the part of {@code charged} that is tax
 * @param credited the total of the credit notes
 * @param creditedTax the part of {@code credited} that is tax
 * @param charges the number of charges
 * @param credits the number of credit notes
 * @param taxes the same entries by mode and rate of their tax; empty in invoices of earlier
 *     releases, which add no tax
 */
public record Totals(
    Money charged,
    Money chargedTax,
    Money credited,
    Money creditedTax,
    int charges,
    int credits,
    List<TaxSum> taxes) {
  /** Copies the list. */
  public Totals {
    taxes = List.copyOf(taxes);
  }

  /** Returns the totals of no entries. */
  public static Totals of(Currency currency) {
    var nothing = Money.zero(currency);
    return new Totals(nothing, nothing, nothing, nothing, 0, 0, List.of());
  }

  /** Returns the totals with one more entry of the same currency. */
  public Totals plus(LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge charge ->
          new Totals(
              charged.plus(charge.amount()),
              chargedTax.plus(charge.tax()),
              credited,
              creditedTax,
              charges + 1,
              credits,
              TaxSum.plus(taxes, entry));
      case LedgerEntry.CreditNote note ->
          new Totals(
              charged,
              chargedTax,
              credited.plus(note.amount()),
              creditedTax.plus(note.tax()),
              charges,
              credits + 1,
              TaxSum.plus(taxes, entry));
    };
  }

  /**
   * Returns the charges less the credits, as they were booked: with the tax that prices include,
   * without the tax that is added. It is negative if more was credited.
   */
  public Money net() {
    return charged.minus(credited);
  }

  /** Returns the part of the net that is tax; negative if more tax was credited. */
  public Money tax() {
    return chargedTax.minus(creditedTax);
  }

  /** Returns the net and the tax that is added: what the entries change the balance by. */
  public Money gross() {
    return net().plus(TaxSum.added(taxes, Money.zero(currency())));
  }

  /** Returns the gross without any tax. */
  public Money beforeTax() {
    return net().minus(tax());
  }

  /** Returns the currency. */
  public Currency currency() {
    return charged.currency();
  }
}
