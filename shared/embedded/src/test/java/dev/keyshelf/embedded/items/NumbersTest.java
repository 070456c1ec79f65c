package dev.keyshelf.embedded.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "00042, 42",
    "1.0, 1",
    "3.1400, 3.14",
    "1.5E2, 150",
    "-0, 0",
    "0E+999, 0",
    "+7, 7",
    "1e-3, 0.001",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "0.00012345678901234567890123456789012345678, 0.00012345678901234567890123456789012345678"
  })
  void showsNumbersInPlainDigits(String written, String shown) {
    assertThat(Numbers.text(Numbers.parse(written))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.9999999999999999999999999999999999999E+125", "1E-130", "-1E-130"})
  void acceptsTheLargestAndTheSmallest(String number) {
    assertThat(Numbers.parse(number)).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+126", "-1E126", "1E+2000000000"})
  void refusesTooLargeNumbers(String number) {
    assertThatThrownBy(() -> Numbers.parse(number)).hasMessageStartingWith("Number overflow.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-131", "-1E-131", "1E-2000000000"})
  void refusesTooSmallNumbers(String number) {
    assertThatThrownBy(() -> Numbers.parse(number)).hasMessageStartingWith("Number underflow.");
  }

  @Test
  void refuses39Digits() {
    assertThatThrownBy(() -> Numbers.parse("123456789012345678901234567890123456789"))
        .hasMessage("Attempting to store more than 38 significant digits in a Number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1 2", "0x10", "٣", "NaN", "Infinity", "1d"})
  void refusesTextThatIsNotANumber(String text) {
    assertThatThrownBy(() -> Numbers.parse(text))
        .hasMessageStartingWith("The parameter cannot be converted to a numeric value");
  }
}
