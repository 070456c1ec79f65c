package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Term;
import dev.keyshelf.domain.money.Money;
import java.math.BigInteger;
import java.time.Instant;

/**
 * The credit for cancelled units of a line.
 *
 * @param daysUsed the used days of the term; 0 if the credit is not prorated
 * @param termDays the actual length of the term in days; 0 if the credit is not prorated
 * @param tax the part of the amount that is tax
 * @param explanation the calculation, written out
 */
public record Credit(Money amount, Money tax, long daysUsed, long termDays, String explanation) {
  /**
   * Computes the credit for cancelling {@code quantity} of the active units by the line's terms.
   *
   * <p>The credit is {@code R(C (q0+q)/Q f) - R(C q0/Q f)}, where R rounds half up, C is the
   * charge, Q is the number of units bought, q0 is the number cancelled before, q is {@code
   * quantity}, and f is the credited share of the term. It is never more than the part of C that is
   * not credited yet. The day of the cancellation is credited.
   */
  public static Credit of(Entitlement entitlement, int quantity, Instant now) {
    var purchase = entitlement.purchase();
    var nothing = Money.zero(purchase.total().currency());
    return switch (purchase.terms().credit()) {
      case NONE -> new Credit(nothing, nothing, 0, 0, "these terms credit nothing");
      case FULL -> credit(entitlement, quantity, new Share(1, 1, 0, 0), "100 %");
      case PRORATED ->
          purchase
              .term()
              .map(term -> prorated(entitlement, quantity, term, now))
              .orElseGet(() -> credit(entitlement, quantity, new Share(1, 1, 0, 0), "100 %"));
    };
  }

  /**
   * Returns the credit that a decision on a support request grants instead of the credit of the
   * terms. Its tax is in proportion.
   *
   * @param amount not negative, and at most the part of the charge that is not credited yet
   */
  static Credit granted(Entitlement entitlement, Money amount) {
    var credited = entitlement.credited();
    var purchase = entitlement.purchase();
    return new Credit(
        amount,
        purchase.taxIn(credited.plus(amount)).minus(purchase.taxIn(credited)),
        0,
        0,
        "granted: %s of %s".formatted(amount, purchase.total().minus(credited)));
  }

  /** Returns the days of the term that are credited; 0 if the credit is not prorated. */
  public long daysCredited() {
    return termDays - daysUsed;
  }

  private record Share(long numerator, long denominator, long daysUsed, long termDays) {}

  private static Credit prorated(Entitlement entitlement, int quantity, Term term, Instant now) {
    var days = term.days();
    var used = term.daysUsedAt(now);
    return credit(
        entitlement,
        quantity,
        new Share(days - used, days, used, days),
        "%s of %s days".formatted(days - used, days));
  }

  private static Credit credit(
      Entitlement entitlement, int quantity, Share share, String shareText) {
    var purchase = entitlement.purchase();
    var bought = purchase.quantity();
    var before = bought - entitlement.activeQuantity();
    var left = purchase.total().minus(entitlement.credited());
    var amount =
        upTo(entitlement, before + quantity, share)
            .minus(upTo(entitlement, before, share))
            .atMost(left);
    var tax =
        purchase
            .taxIn(entitlement.credited().plus(amount))
            .minus(purchase.taxIn(entitlement.credited()));
    return new Credit(
        amount,
        tax,
        share.daysUsed(),
        share.termDays(),
        "%s x %s/%s x %s = %s".formatted(purchase.total(), quantity, bought, shareText, amount));
  }

  private static Money upTo(Entitlement entitlement, int units, Share share) {
    var purchase = entitlement.purchase();
    return purchase
        .total()
        .share(
            BigInteger.valueOf(units).multiply(BigInteger.valueOf(share.numerator())),
            BigInteger.valueOf(purchase.quantity())
                .multiply(BigInteger.valueOf(share.denominator())));
  }
}
