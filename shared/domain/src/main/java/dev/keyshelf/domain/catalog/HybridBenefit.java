package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The edition of a licence with Software Assurance that qualifies for Azure Hybrid Benefit. Virtual
 * machines under the benefit pay the lower base rate, which is the rate of Linux. The edition
 * decides how the licence may be used.
 */
public enum HybridBenefit {
  STANDARD(Use.CONVERT),
  DATACENTER(Use.REUSE);

  /** The most that virtual machines save by it, in per cent, as the program's pages say. */
  public static final int MOST_PERCENT = 40;

  private final Use use;

  HybridBenefit(Use use) {
    this.use = use;
  }

  /** Whether the licence may still run on the customer's own hardware. */
  public enum Use {
    /** The licence runs either in Azure or on the customer's own hardware, not on both. */
    CONVERT,
    /** The licence runs both in Azure and on the customer's own hardware. */
    REUSE
  }

  /**
   * How much virtual machines under a licence save.
   *
   * @param amount rounded half-up once, to a minor unit
   * @param percent of the cost without the benefit, with one decimal, rounded half-up; zero if that
   *     cost is zero
   */
  public record Saving(Money amount, BigDecimal percent) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /**
     * Returns the saving for a number of hours.
     *
     * @param windowsHourly the full rate, without the benefit, in the currency's major unit
     * @param linuxHourly the base rate, with the benefit, in the currency's major unit
     * @throws IllegalArgumentException if a rate or the hours are negative, or the base rate is
     *     above the full rate
     */
    public static Saving of(
        BigDecimal windowsHourly, BigDecimal linuxHourly, BigDecimal hours, Currency currency) {
      if (linuxHourly.signum() < 0 || hours.signum() < 0) {
        throw new IllegalArgumentException("rates and hours must not be negative");
      }
      if (linuxHourly.compareTo(windowsHourly) > 0) {
        throw new IllegalArgumentException("the base rate must not be above the full rate");
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

  /** Returns how a licence of this edition may be used. */
  public Use use() {
    return use;
  }
}
