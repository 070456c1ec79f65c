package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.Listed;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {
  private static final Optional<Period> A_YEAR = Optional.of(Period.ofYears(1));
  private static final Optional<Period> FOR_GOOD = Optional.empty();
  private static final Optional<KeyRule> NO_KEYS = Optional.empty();

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "10, true", "11, false", "-2, false"})
  void allowsTheQuantitiesWithinItsBounds(int quantity, boolean allowed) {
    assertThat(sku(ProductKind.PERPETUAL, FOR_GOOD, 2, 10, NO_KEYS).allows(quantity))
        .isEqualTo(allowed);
  }

  @Test
  void refusesAMinimumQuantityOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sku(ProductKind.PERPETUAL, FOR_GOOD, 0, 10, NO_KEYS));
  }

  @Test
  void refusesAMaximumBelowTheMinimum() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sku(ProductKind.PERPETUAL, FOR_GOOD, 3, 2, NO_KEYS));
  }

  @Test
  void refusesATermForPerpetualSoftware() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sku(ProductKind.PERPETUAL, A_YEAR, 1, 10, NO_KEYS));
  }

  @ParameterizedTest
  @EnumSource(
      value = ProductKind.class,
      names = {"SUBSCRIPTION", "RESERVATION"})
  void requiresATermForOtherKinds(ProductKind kind) {
    assertThatIllegalArgumentException().isThrownBy(() -> sku(kind, FOR_GOOD, 1, 10, NO_KEYS));
  }

  @Test
  void allowsAsManyKeysAsOneTransactionIssues() {
    assertThatCode(() -> sku(ProductKind.PERPETUAL, FOR_GOOD, 1, 40, aKeyEach()))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesMoreKeysThanOneTransactionIssues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sku(ProductKind.PERPETUAL, FOR_GOOD, 1, 41, aKeyEach()));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "4, true", "5, false", "6, false"})
  void isLowBelowItsThreshold(long keysLeft, boolean low) {
    assertThat(lowBelow(5, aKeyEach()).isLowAt(keysLeft)).isEqualTo(low);
  }

  @Test
  void isNeverLowWithoutAThreshold() {
    assertThat(sku(ProductKind.PERPETUAL, FOR_GOOD, 1, 10, aKeyEach()).isLowAt(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesAThresholdBelowOne(int lowStock) {
    assertThatIllegalArgumentException().isThrownBy(() -> lowBelow(lowStock, aKeyEach()));
  }

  @Test
  void refusesAThresholdForGeneratedKeys() {
    var made = Optional.of(new KeyRule(new Issuer.Generated(), Optional.empty()));

    assertThatIllegalArgumentException().isThrownBy(() -> lowBelow(5, made));
  }

  @Test
  void refusesAThresholdWithoutKeys() {
    assertThatIllegalArgumentException().isThrownBy(() -> lowBelow(5, NO_KEYS));
  }

  private static Sku lowBelow(int lowStock, Optional<KeyRule> keys) {
    return Listed.of("windows-server-2019", ProductKind.PERPETUAL)
        .withKeys(keys)
        .lowBelow(Optional.of(lowStock))
        .sku();
  }

  private static Optional<KeyRule> aKeyEach() {
    return Optional.of(KeyRule.ofPool("pool", Optional.of(1)));
  }

  private static Sku sku(
      ProductKind kind, Optional<Period> term, int least, int most, Optional<KeyRule> keys) {
    return Listed.of("windows-server-2019", kind)
        .lasting(term)
        .between(least, most)
        .withKeys(keys)
        .sku();
  }
}
