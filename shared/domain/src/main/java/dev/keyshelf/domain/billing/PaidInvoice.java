package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.time.YearMonth;

/**
 * How much of an invoice is paid.
 *
 * @param month with the currency of {@code paid}, names the invoice
 * @param count the number of its payments and of their reversals
 * @param paid at most what was due; less than zero if a payment was undone whose credit was used
 */
public record PaidInvoice(YearMonth month, int count, Money paid) {
  /** Returns what is paid with one more payment, or with one less if the amount is negative. */
  public PaidInvoice plus(Money amount) {
    return new PaidInvoice(month, count + 1, paid.plus(amount));
  }
}
