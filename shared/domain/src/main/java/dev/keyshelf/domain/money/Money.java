package dev.keyshelf.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of money in the minor units of its currency (cents; whole yen; thousandths of a dinar).
 */
public record Money(long minorUnits, Currency currency) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?");

  /** Refuses what ISO 4217 lists and nobody pays with: gold, test codes, "no currency". */
  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " has no minor units");
    }
  }

  /**
   * Gives an amount from its decimal text, without an exponent; fails when it has more decimals
   * than the currency, zeros aside, and when nobody pays in the currency.
   */
  public static Money of(String amount, String currencyCode) {
    var currency = Currency.getInstance(currencyCode);
    if (!DECIMAL.matcher(amount).matches()) {
      throw new IllegalArgumentException("an amount is a decimal text, such as 12.00");
    }
    var minor = new BigDecimal(amount).movePointRight(currency.getDefaultFractionDigits());
    try {
      return new Money(minor.longValueExact(), currency);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException(
          "%s has decimals that %s has not, or is too large".formatted(amount, currencyCode));
    }
  }

  /** Gives an amount in the currency's major unit, rounded half-up once to a minor unit. */
  public static Money rounded(BigDecimal amount, Currency currency) {
    var minor =
        amount
            .movePointRight(currency.getDefaultFractionDigits())
            .setScale(0, RoundingMode.HALF_UP);
    return new Money(minor.longValueExact(), currency);
  }

  /** Gives nothing, in a currency. */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /** Gives the sum; fails on another currency and on overflow. */
  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, other.of(currency)), currency);
  }

  /** Gives the difference; fails on another currency and on overflow. */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, other.of(currency)), currency);
  }

  /** Gives the amount so many times; fails on overflow, never wraps. */
  public Money times(long factor) {
    return new Money(Math.multiplyExact(minorUnits, factor), currency);
  }

  /** Gives the same amount with the other sign. */
  public Money negated() {
    return new Money(Math.negateExact(minorUnits), currency);
  }

  /** Gives {@code numerator / denominator} of the amount, rounded half-up once to a minor unit. */
  public Money share(BigInteger numerator, BigInteger denominator) {
    var product = new BigDecimal(BigInteger.valueOf(minorUnits).multiply(numerator));
    var rounded = product.divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP);
    return new Money(rounded.longValueExact(), currency);
  }

  /**
   * Gives the tax that a price including it holds: price - price / (1 + rate), rounded half-up
   * once.
   */
  public Money includedTax(BigDecimal rate) {
    var price = BigDecimal.valueOf(minorUnits);
    var tax = price.multiply(rate).divide(BigDecimal.ONE.add(rate), 0, RoundingMode.HALF_UP);
    return new Money(tax.longValueExact(), currency);
  }

  /** Gives the smaller of two amounts of one currency. */
  public Money atMost(Money limit) {
    return minorUnits <= limit.of(currency) ? this : limit;
  }

  /** Tells whether it is of the limit's currency, not negative, and at most the limit. */
  public boolean isWithin(Money limit) {
    return currency.equals(limit.currency) && minorUnits >= 0 && minorUnits <= limit.minorUnits;
  }

  /** Gives the amount in the currency's major unit, with all of its decimals. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }

  private long of(Currency expected) {
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
