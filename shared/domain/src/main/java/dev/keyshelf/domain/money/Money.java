package dev.keyshelf.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of money in the minor units of its currency: cents, whole yen, thousandths of a dinar.
 * It can hold a sum of any size.
 */
public record Money(BigInteger minorUnits, Currency currency) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?");
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * Checks the currency.
   *
   * @throws IllegalArgumentException if the currency has no minor units. ISO 4217 lists such codes
   *     for gold, tests and "no currency"
   */
  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " has no minor units");
    }
  }

  /** Returns an amount from a number of minor units. */
  public static Money ofMinor(long minorUnits, Currency currency) {
    return new Money(BigInteger.valueOf(minorUnits), currency);
  }

  /**
   * Parses an amount from decimal text without an exponent. Trailing zeros beyond the currency's
   * decimals are ignored.
   *
   * @throws IllegalArgumentException if the text is malformed or has more decimals than the
   *     currency, if the amount is larger than an order may be, or if the currency is unknown or
   *     has no minor units
   */
  public static Money of(String amount, String currencyCode) {
    var currency = Currency.getInstance(currencyCode);
    if (!DECIMAL.matcher(amount).matches()) {
      throw new IllegalArgumentException("an amount must be a decimal number, such as 12.00");
    }
    var minor = new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
    if (minor.stripTrailingZeros().scale() > 0 || minor.abs().compareTo(new BigDecimal(MOST)) > 0) {
      throw new IllegalArgumentException(
          "%s has more decimals than %s, or is too large".formatted(amount, currencyCode));
    }
    return new Money(minor.toBigIntegerExact(), currency);
  }

  /** Returns an amount given in the currency's major unit, rounded half-up once to a minor unit. */
  public static Money rounded(BigDecimal amount, Currency currency) {
    var minor =
        amount
            .movePointRight(currency.getDefaultFractionDigits())
            .setScale(0, RoundingMode.HALF_UP);
    return new Money(minor.toBigIntegerExact(), currency);
  }

  /** Returns zero in a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigInteger.ZERO, currency);
  }

  /**
   * Returns the sum.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money plus(Money other) {
    return new Money(minorUnits.add(other.of(currency)), currency);
  }

  /**
   * Returns the difference.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money minus(Money other) {
    return new Money(minorUnits.subtract(other.of(currency)), currency);
  }

  /** Returns the amount multiplied by a factor. */
  public Money times(long factor) {
    return new Money(minorUnits.multiply(BigInteger.valueOf(factor)), currency);
  }

  /** Returns the amount with the opposite sign. */
  public Money negated() {
    return new Money(minorUnits.negate(), currency);
  }

  /**
   * Returns {@code numerator / denominator} of the amount, rounded half-up once to a minor unit.
   */
  public Money share(BigInteger numerator, BigInteger denominator) {
    var product = new BigDecimal(minorUnits.multiply(numerator));
    var rounded = product.divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP);
    return new Money(rounded.toBigIntegerExact(), currency);
  }

  /**
   * Returns the tax that is included in a price: price - price / (1 + rate), rounded half-up once
   * to a minor unit.
   */
  public Money includedTax(BigDecimal rate) {
    var price = new BigDecimal(minorUnits);
    var tax = price.multiply(rate).divide(BigDecimal.ONE.add(rate), 0, RoundingMode.HALF_UP);
    return new Money(tax.toBigIntegerExact(), currency);
  }

  /**
   * Returns the tax on an amount that excludes it: amount x rate, rounded half-up once to a minor
   * unit. Half of one is rounded away from zero, so the tax on a credit is that on the charge.
   */
  public Money addedTax(BigDecimal rate) {
    var tax = new BigDecimal(minorUnits).multiply(rate).setScale(0, RoundingMode.HALF_UP);
    return new Money(tax.toBigIntegerExact(), currency);
  }

  /**
   * Returns the smaller of two amounts.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money atMost(Money limit) {
    return minorUnits.compareTo(limit.of(currency)) <= 0 ? this : limit;
  }

  /** Returns whether the amount has the limit's currency and is from zero to the limit. */
  public boolean isWithin(Money limit) {
    return currency.equals(limit.currency)
        && !isNegative()
        && minorUnits.compareTo(limit.minorUnits) <= 0;
  }

  /** Returns whether an order may have this total: at most 2^63 - 1 minor units, of either sign. */
  public boolean isWithinAnOrder() {
    return minorUnits.abs().compareTo(MOST) <= 0;
  }

  /** Returns whether the amount is less than zero. */
  public boolean isNegative() {
    return minorUnits.signum() < 0;
  }

  /** Returns whether the amount is more than zero. */
  public boolean isPositive() {
    return minorUnits.signum() > 0;
  }

  /** Returns the amount in the currency's major unit, with all decimals of the currency. */
  public BigDecimal amount() {
    return new BigDecimal(minorUnits, currency.getDefaultFractionDigits());
  }

  private BigInteger of(Currency expected) {
    if (!currency.equals(expected)) {
      throw new IllegalArgumentException(
          "the currencies must be the same, were %s and %s".formatted(currency, expected));
    }
    return minorUnits;
  }

  @Override
  public String toString() {
    return amount().toPlainString() + " " + currency;
  }
}
