package dev.keyshelf.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of money in the minor units of its currency (cents; whole yen; thousandths of a dinar).
 * No sum of amounts is too large for it.
 */
public record Money(BigInteger minorUnits, Currency currency) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?");
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Refuses what ISO 4217 lists and nobody pays with: gold, test codes, "no currency". */
  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " has no minor units");
    }
  }

  /** Gives an amount of so many minor units; fails when nobody pays in the currency. */
  public static Money ofMinor(long minorUnits, Currency currency) {
    return new Money(BigInteger.valueOf(minorUnits), currency);
  }

  /**
   * Gives an amount from its decimal text, without an exponent; fails when it has more decimals
   * than the currency, zeros aside, when it is larger than an order may be, and when nobody pays in
   * the currency.
   */
  public static Money of(String amount, String currencyCode) {
    var currency = Currency.getInstance(currencyCode);
    if (!DECIMAL.matcher(amount).matches()) {
      throw new IllegalArgumentException("an amount is a decimal text, such as 12.00");
    }
    var minor = new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
    if (minor.stripTrailingZeros().scale() > 0 || minor.abs().compareTo(new BigDecimal(MOST)) > 0) {
      throw new IllegalArgumentException(
          "%s has decimals that %s has not, or is too large".formatted(amount, currencyCode));
    }
    return new Money(minor.toBigIntegerExact(), currency);
  }

  /** Gives an amount in the currency's major unit, rounded half-up once to a minor unit. */
  public static Money rounded(BigDecimal amount, Currency currency) {
    var minor =
        amount
            .movePointRight(currency.getDefaultFractionDigits())
            .setScale(0, RoundingMode.HALF_UP);
    return new Money(minor.toBigIntegerExact(), currency);
  }

  /** Gives nothing, in a currency. */
  public static Money zero(Currency currency) {
    return new Money(BigInteger.ZERO, currency);
  }

  /** Gives the sum; fails on another currency. */
  public Money plus(Money other) {
    return new Money(minorUnits.add(other.of(currency)), currency);
  }

  /** Gives the difference; fails on another currency. */
  public Money minus(Money other) {
    return new Money(minorUnits.subtract(other.of(currency)), currency);
  }

  /** Gives the amount so many times. */
  public Money times(long factor) {
    return new Money(minorUnits.multiply(BigInteger.valueOf(factor)), currency);
  }

  /** Gives the same amount with the other sign. */
  public Money negated() {
    return new Money(minorUnits.negate(), currency);
  }

  /** Gives {@code numerator / denominator} of the amount, rounded half-up once to a minor unit. */
  public Money share(BigInteger numerator, BigInteger denominator) {
    var product = new BigDecimal(minorUnits.multiply(numerator));
    var rounded = product.divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP);
    return new Money(rounded.toBigIntegerExact(), currency);
  }

  /**
   * Gives the tax that a price including it holds: price - price / (1 + rate), rounded half-up
   * once.
   */
  public Money includedTax(BigDecimal rate) {
    var price = new BigDecimal(minorUnits);
    var tax = price.multiply(rate).divide(BigDecimal.ONE.add(rate), 0, RoundingMode.HALF_UP);
    return new Money(tax.toBigIntegerExact(), currency);
  }

  /** Gives the smaller of two amounts of one currency. */
  public Money atMost(Money limit) {
    return minorUnits.compareTo(limit.of(currency)) <= 0 ? this : limit;
  }

  /** Tells whether it is of the limit's currency, not negative, and at most the limit. */
  public boolean isWithin(Money limit) {
    return currency.equals(limit.currency)
        && !isNegative()
        && minorUnits.compareTo(limit.minorUnits) <= 0;
  }

  /** Tells whether an order may come to it: at most 2^63 - 1 minor units, either way. */
  public boolean isWithinAnOrder() {
    return minorUnits.abs().compareTo(MOST) <= 0;
  }

  /** Tells whether it is less than nothing. */
  public boolean isNegative() {
    return minorUnits.signum() < 0;
  }

  /** Tells whether it is more than nothing. */
  public boolean isPositive() {
    return minorUnits.signum() > 0;
  }

  /** Gives the amount in the currency's major unit, with all of its decimals. */
  public BigDecimal amount() {
    return new BigDecimal(minorUnits, currency.getDefaultFractionDigits());
  }

  private BigInteger of(Currency expected) {
    if (!currency.equals(expected)) {
      throw new IllegalArgumentException("%s is not %s".formatted(currency, expected));
    }
    return minorUnits;
  }

  @Override
  public String toString() {
    return amount().toPlainString() + " " + currency;
  }
}
