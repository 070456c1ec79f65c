package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The edition of a licence with Software Assurance that qualifies for Azure Hybrid Benefit: virtual
 * machines under it pay the lower base rate, the one of Linux. The edition decides how it is used.
 */
public enum HybridBenefit {
  STANDARD(Use.CONVERT),
  DATACENTER(Use.REUSE);

  private final Use use;

  HybridBenefit(Use use) {
    this.use = use;
  }

  /** What becomes of the licence's right to run on the customer's own hardware. */
  public enum Use {
    /** It moves: the licence runs in Azure or on own hardware, not on both. */
    CONVERT,
    /** It stays: the licence runs in Azure and on own hardware. */
    REUSE
  }

  /**
   * What virtual machines under a licence save.
   *
   * @param amount rounded half-up once, to a minor unit
   * @param percent of what they would have cost without it, with one decimal, rounded half-up; zero
   *     when that is nothing
   */
  public record Saving(Money amount, BigDecimal percent) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /**
     * Gives the saving of so many hours; fails when the base rate is above the full one, when
     * anything is negative, and when the saving is more than an amount can hold.
     *
     * @param windowsHourly what an hour costs without the benefit, in the currency's major unit
     * @param linuxHourly what it costs with it: the base rate
     */
    public static Saving of(
        BigDecimal windowsHourly, BigDecimal linuxHourly, BigDecimal hours, Currency currency) {
      if (linuxHourly.signum() < 0 || hours.signum() < 0) {
        throw new IllegalArgumentException("prices and hours are not negative");
      }
      if (linuxHourly.compareTo(windowsHourly) > 0) {
        throw new IllegalArgumentException("the base rate is not above the full one");
      }
      var full = windowsHourly.multiply(hours);
      var saved = full.subtract(linuxHourly.multiply(hours));
      var percent =
          full.signum() == 0
              ? BigDecimal.ZERO.setScale(1)
              : saved.multiply(HUNDRED).divide(full, 1, RoundingMode.HALF_UP);
      return new Saving(Money.rounded(saved, currency), percent);
    }
  }

  /** Gives how a licence of this edition is used. */
  public Use use() {
    return use;
  }
}
