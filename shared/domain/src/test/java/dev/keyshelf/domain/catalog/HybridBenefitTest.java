package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.catalog.HybridBenefit.Saving;
import dev.keyshelf.domain.catalog.HybridBenefit.Use;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridBenefitTest {
  private static Saving saving(String windows, String linux, String hours, String currency) {
    return Saving.of(
        new BigDecimal(windows),
        new BigDecimal(linux),
        new BigDecimal(hours),
        Currency.getInstance(currency));
  }

  @Test
  void convertsAStandardLicenceAndReusesADatacenterOne() {
    assertThat(HybridBenefit.STANDARD.use()).isEqualTo(Use.CONVERT);
    assertThat(HybridBenefit.DATACENTER.use()).isEqualTo(Use.REUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "0.188, 0.096, 730, USD, 67.16, 48.9",
    "0.192, 0.096, 730.5, USD, 70.13, 50.0",
    "0.192, 0.192, 730, USD, 0.00, 0.0",
    "0.192, 0, 1, JPY, 0, 100.0",
    "20.5, 10, 1, JPY, 11, 51.2",
    "999999.999999, 0, 999999.999999, CLF, 999999999998.0000, 100.0"
  })
  void savesTheDifferenceOfBothRates(
      String windows, String linux, String hours, String currency, String amount, String percent) {
    assertThat(saving(windows, linux, hours, currency))
        .isEqualTo(new Saving(Money.of(amount, currency), new BigDecimal(percent)));
  }

  @Test
  void roundsItsAmountHalfUpOnce() {
    assertThat(saving("0.005", "0", "1", "USD").amount()).isEqualTo(Money.of("0.01", "USD"));
    assertThat(saving("0.004999", "0", "1", "USD").amount()).isEqualTo(Money.of("0.00", "USD"));
    assertThat(saving("0.001", "0", "5", "USD").amount()).isEqualTo(Money.of("0.01", "USD"));
  }

  @Test
  void roundsItsPercentHalfUp() {
    assertThat(saving("2000", "1999", "1", "USD").percent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(saving("2001", "2000", "1", "USD").percent()).isEqualTo(new BigDecimal("0.0"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 730", "0.192, 0.096, 0"})
  void savesZeroPercentOfACostOfZero(String windows, String linux, String hours) {
    assertThat(saving(windows, linux, hours, "USD"))
        .isEqualTo(new Saving(Money.of("0.00", "USD"), new BigDecimal("0.0")));
  }

  @ParameterizedTest
  @CsvSource({"0.096, 0.0961, 1", "1, -1, 1", "1, 0, -1"})
  void refusesNegativeValuesAndABaseRateAboveTheFullRate(
      String windows, String linux, String hours) {
    assertThatIllegalArgumentException().isThrownBy(() -> saving(windows, linux, hours, "USD"));
  }
}
