package dev.keyshelf.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TouchedKeyTest {
  @Test
  void namesTheKeyAndTheOneThatItReplaced() {
    var key = TouchedKey.of(2, "AAAA1").inPlaceOf("BBBB2");

    assertThat(key.lastFive()).isEqualTo("AAAA1");
    assertThat(key.replaced()).contains("BBBB2");
  }

  @Test
  void neverHoldsMoreThanTheLastFiveCharacters() {
    assertThatIllegalArgumentException().isThrownBy(() -> TouchedKey.of(1, "XAAAA1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TouchedKey.of(1, "AAAA1").inPlaceOf("XBBBB2"));
  }
}
