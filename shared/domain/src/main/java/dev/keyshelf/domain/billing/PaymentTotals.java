package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.money.Money;
import java.time.YearMonth;
import java.util.Currency;

/**
 * The sums of what was recorded for a partner in a UTC month, in one currency. A reversal counts in
 * the month of its own record, so a sum can be negative.
 *
 * @param count the number of payments, payouts and reversals
 * @param paid what the partner paid, less what was undone of it
 * @param paidOut what was paid to the partner, less what was undone of it
 * @param overpaid the part of {@code paid} that became credit, less what was taken back of it
 * @param credits the number of records that added to the carried credit
 */
public record PaymentTotals(
    YearMonth month, int count, Money paid, Money paidOut, Money overpaid, int credits) {
  /**
   * The maximum number of records of a partner's month, of all currencies. Files in different
   * currencies that are imported at the same moment can pass it.
   */
  public static final int MOST = 1_000;

  static PaymentTotals none(YearMonth month, Currency currency) {
    var nothing = Money.zero(currency);
    return new PaymentTotals(month, 0, nothing, nothing, nothing, 0);
  }

  /** Returns the currency. */
  public Currency currency() {
    return paid.currency();
  }

  /** Returns the sums with one more record. */
  public PaymentTotals plus(Payment payment) {
    var nothing = Money.zero(currency());
    // A payout, or a reversal of one, is of no invoice.
    var isPayout = payment.invoice().isEmpty();
    return new PaymentTotals(
        month,
        count + 1,
        paid.minus(isPayout ? nothing : payment.toBalance()),
        paidOut.plus(isPayout ? payment.toBalance() : nothing),
        overpaid.plus(isPayout ? nothing : payment.toCredit()),
        credits + (payment.toCredit().isPositive() ? 1 : 0));
  }
}
