package dev.keyshelf.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {
  @ParameterizedTest
  @ValueSource(strings = {"US", "BR", "BQ", "SJ", "SH", "XK"})
  void isACountry(String code) {
    assertThat(Market.parse(code)).contains(new Market(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "us", "USA", "UK", "EU", "XX", "U", "US ", "\uff35\uff33", "AN", "ZZ"})
  void isNotParsedFromTextThatIsNotACountry(String text) {
    assertThat(Market.parse(text)).isEmpty();
  }

  @Test
  void refusesAnUnknownCode() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Market("XX"));
  }
}
