package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRuleTest {
  private static final KeyRule VOLUME = KeyRule.ofPool("pool", Optional.empty());

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "40, 1, 40", "10, 5, 2", "11, 5, 3", "4, 5, 1", "0, 5, 0"})
  void roundsTheNumberOfKeysUp(int quantity, int unitsPerKey, int keys) {
    var rule = KeyRule.ofPool("pool", Optional.of(unitsPerKey));

    assertThat(rule.keysFor(quantity)).isEqualTo(keys);
  }

  @Test
  void needsOneVolumeKeyForAnyQuantity() {
    assertThat(VOLUME.keysFor(1)).isEqualTo(1);
    assertThat(VOLUME.keysFor(10_000)).isEqualTo(1);
  }

  @Test
  void needsNoVolumeKeyForAQuantityOfZero() {
    assertThat(VOLUME.keysFor(0)).isZero();
  }

  @Test
  void refusesAKeyForZeroUnits() {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyRule.ofPool("pool", Optional.of(0)));
  }

  @Test
  void reservesKeysOnlyFromAReservedPool() {
    var reserved = new KeyRule(new Issuer.Pool("pool", true), Optional.empty());
    var generated = new KeyRule(new Issuer.Generated(), Optional.empty());

    assertThat(reserved.reservedFrom()).contains("pool");
    assertThat(VOLUME.reservedFrom()).isEmpty();
    assertThat(generated.reservedFrom()).isEmpty();
  }
}
