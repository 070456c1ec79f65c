package dev.keyshelf.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VariantsTest {
  private static final Variants AWAITED =
      new Variants("PlaceOrder", true, 1024, 500, 100, 180, 10_000_000);
  private static final Variants SCHEDULED =
      new Variants("CountStock", false, 2048, 900, 400, 500, 10_000_000);

  @Test
  void prefersTheVariantThatAnswersFirst() {
    assertThat(AWAITED.best(79)).isEqualTo("snapshot");
    assertThat(AWAITED.best(80)).isEqualTo("image");
  }

  @Test
  void prefersTheZipWhereNobodyWaits() {
    assertThat(SCHEDULED.best(1000)).isEqualTo("zip");
  }

  @Test
  void chargesForTimeAndMemory() {
    assertThat(AWAITED.millionStarts(500)).isCloseTo(6.67, within(0.01));
    assertThat(SCHEDULED.millionStarts(500)).isCloseTo(13.33, within(0.01));
  }

  @Test
  void chargesForAKeptCache() {
    assertThat(AWAITED.keptForAMonth()).isCloseTo(0.001, within(1e-9));
  }

  @Test
  void saysFromHowManyStartsOnAnImagePays() {
    // 320 ms with 1 GB cost 0.0000042667 USD, and the cache a tenth of a cent.
    assertThat(AWAITED.startsThatPay()).isEqualTo(235);
    assertThat(new Variants("Slow", true, 1024, 500, 1, 500, 1).startsThatPay())
        .isEqualTo(Long.MAX_VALUE);
  }
}
