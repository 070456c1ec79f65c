package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The payments, payouts and reversals that operators record. */
public interface Payments {
  /** Finds a partner's payment, payout or reversal by its reference. */
  Optional<Payment> find(PartnerId partner, String reference);

  /** Finds the reference of the reversal that undoes a payment or payout. */
  Optional<String> undoing(PartnerId partner, String reference);

  /** Lists what was recorded in a UTC month, by the time of their record. */
  List<Payment> list(PartnerId partner, YearMonth month);

  /** Lists the sums of all months and currencies, oldest month first. */
  List<PaymentTotals> totals(PartnerId partner);

  /** Lists how much of each invoice is paid, without those of which nothing is. */
  List<PaidInvoice> paid(PartnerId partner);

  /**
   * What a payment changes, as it was read.
   *
   * @param totals of the payment's month and currency; a count of 0 if there were none
   * @param paid of the invoice that it concerns; a count of 0 if nothing was; empty if none
   * @param account whose carried credit changes; empty if it does not
   */
  record Before(
      PaymentTotals totals, Optional<PaidInvoice> paid, Optional<BillingAccount> account) {}

  /**
   * Records a payment, payout or reversal with what it changes, all or nothing.
   *
   * @return STALE if the reference is taken, or what it undoes is undone, or something is no longer
   *     as it was read
   */
  Commit record(Payment payment, Before before);
}
