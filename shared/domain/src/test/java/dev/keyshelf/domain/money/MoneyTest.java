package dev.keyshelf.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final Currency USD = Currency.getInstance("USD");

  @ParameterizedTest
  @CsvSource({"1200, JPY, 1200", "12.00, USD, 1200", "1.200, KWD, 1200", "-0.01, USD, -1"})
  void countsTheMinorUnitsOfItsCurrency(String amount, String currency, long minorUnits) {
    assertThat(Money.of(amount, currency).minorUnits()).isEqualTo(minorUnits);
  }

  @ParameterizedTest
  @CsvSource({"JPY, 1200", "USD, 12.00", "KWD, 1.200"})
  void writesAllDecimalsOfItsCurrency(String currency, String amount) {
    assertThat(Money.ofMinor(1200, Currency.getInstance(currency)).amount().toPlainString())
        .isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({"0.5, JPY", "0.001, USD", "0.0001, KWD", "92233720368547758.08, USD"})
  void refusesTooManyDecimalsAndTooLargeAmounts(String amount, String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "XAU", "XTS", "XDR", "usd", "US", "ABC", ""})
  void refusesUnknownCurrenciesAndThoseWithoutMinorUnits(String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", currency));
  }

  @Test
  void refusesGoldAsACurrency() {
    var gold = Currency.getInstance("XAU");

    assertThatIllegalArgumentException().isThrownBy(() -> Money.zero(gold));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e3", "1E-2", "+1", ".5", "5.", " 1", "1,00", "0x1", "", "NaN", "\u0661"})
  void refusesTextThatIsNotAPlainDecimalNumber(String amount) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, "USD"));
  }

  @ParameterizedTest
  @CsvSource({"1.005, USD, 1.01", "1.0049999, USD, 1.00", "0.5, JPY, 1", "0.0005, KWD, 0.001"})
  void isRoundedHalfUpToAMinorUnit(BigDecimal amount, String currency, String rounded) {
    assertThat(Money.rounded(amount, Currency.getInstance(currency)))
        .isEqualTo(Money.of(rounded, currency));
  }

  @Test
  void acceptsExtraDecimalsThatAreZero() {
    assertThat(Money.of("5.000", "JPY")).isEqualTo(Money.of("5", "JPY"));
  }

  @Test
  void addsAndSubtracts() {
    var ten = Money.of("10.00", "USD");
    var cent = Money.of("0.01", "USD");

    assertThat(ten.plus(cent)).isEqualTo(Money.of("10.01", "USD"));
    assertThat(ten.minus(cent)).isEqualTo(Money.of("9.99", "USD"));
  }

  @Test
  void holdsAmountsBeyond64Bits() {
    var most = Money.ofMinor(Long.MAX_VALUE, USD);
    var least = Money.ofMinor(Long.MIN_VALUE, USD);

    assertThat(most.plus(most)).hasToString("184467440737095516.14 USD");
    assertThat(least.minus(most)).hasToString("-184467440737095516.15 USD");
    assertThat(most.times(Long.MAX_VALUE))
        .hasToString("850705917302346158473969077842325012.49 USD");
    assertThat(least.negated()).hasToString("92233720368547758.08 USD");
    assertThat(most.share(BigInteger.TWO, BigInteger.ONE)).isEqualTo(most.plus(most));
  }

  @Test
  void knowsTheLargestTotalOfAnOrder() {
    var most = Money.ofMinor(Long.MAX_VALUE, USD);

    assertThat(most.isWithinAnOrder()).isTrue();
    assertThat(most.plus(Money.ofMinor(1, USD)).isWithinAnOrder()).isFalse();
    assertThat(most.negated().isWithinAnOrder()).isTrue();
  }

  @Test
  void sharesTheLargestAmountExactly() {
    var most = Money.ofMinor(Long.MAX_VALUE, USD);

    assertThat(most.share(BigInteger.valueOf(366), BigInteger.valueOf(366))).isEqualTo(most);
  }

  @Test
  void neverMixesCurrencies() {
    var dollars = Money.of("1.00", "USD");
    var euros = Money.of("1.00", "EUR");

    assertThatIllegalArgumentException().isThrownBy(() -> dollars.plus(euros));
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.minus(euros));
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.atMost(euros));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2, 1", "3, 1, 2, 2", "100, 1, 3, 33", "200, 1, 3, 67", "5, 0, 3, 0"})
  void roundsAShareHalfUp(long minorUnits, long numerator, long denominator, long share) {
    assertThat(
            Money.ofMinor(minorUnits, USD)
                .share(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)))
        .isEqualTo(Money.ofMinor(share, USD));
  }

  @ParameterizedTest
  @CsvSource({"11000, 0.10, 1000", "100, 0.10, 9", "105, 0.10, 10", "1, 0.10, 0", "5000, 0, 0"})
  void findsTheTaxThatAPriceIncludes(long price, BigDecimal rate, long tax) {
    assertThat(Money.ofMinor(price, USD).includedTax(rate)).isEqualTo(Money.ofMinor(tax, USD));
  }

  @Test
  void returnsTheSmallerOfTwoAmounts() {
    var less = Money.of("1.00", "USD");
    var more = Money.of("1.01", "USD");

    assertThat(more.atMost(less)).isEqualTo(less);
    assertThat(less.atMost(more)).isEqualTo(less);
  }

  @Test
  void isWithinALimitFromZeroToTheLimitItself() {
    var limit = Money.of("1.00", "USD");

    assertThat(Money.of("0.00", "USD").isWithin(limit)).isTrue();
    assertThat(limit.isWithin(limit)).isTrue();
    assertThat(Money.of("1.01", "USD").isWithin(limit)).isFalse();
    assertThat(Money.of("-0.01", "USD").isWithin(limit)).isFalse();
  }

  @Test
  void canBeNegated() {
    assertThat(Money.of("1.00", "USD").negated()).isEqualTo(Money.of("-1.00", "USD"));
  }
}
