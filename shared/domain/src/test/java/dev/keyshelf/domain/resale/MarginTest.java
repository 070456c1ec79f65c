package dev.keyshelf.domain.resale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarginTest {
  @ParameterizedTest
  @CsvSource({
    "20, 100.00, USD, 120.00",
    "0, 100.00, USD, 100.00",
    "-100, 100.00, USD, 0.00",
    "1000, 100.00, USD, 1100.00",
    "-12.5, 100.00, USD, 87.50",
    "0.01, 50.00, USD, 50.01",
    "0.01, 49.99, USD, 49.99",
    "12.55, 1000, JPY, 1126",
    "-0.05, 1000, JPY, 1000",
    "12.55, 1.234, KWD, 1.389"
  })
  void isAddedToThePriceAndRoundedHalfUpOnce(
      String margin, String price, String currency, String resale) {
    assertThat(Margin.parse(margin).orElseThrow().on(Money.of(price, currency)))
        .isEqualTo(Money.of(resale, currency));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-100.01", "1000.01", "12.555", "1e2", "12,5", "", " 1", "+1", "12.", "--1"})
  void refusesWhatIsNoMarginFromMinus100To1000WithTwoDecimals(String text) {
    assertThat(Margin.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"12.50, 12.5", "-0, 0", "100, 100", "-7.05, -7.05", "1000, 1000"})
  void isWrittenAsItIsRead(String text, String written) {
    var margin = Margin.parse(text).orElseThrow();

    assertThat(margin).hasToString(written);
    assertThat(Margin.parse(margin.toString())).contains(margin);
  }
}
