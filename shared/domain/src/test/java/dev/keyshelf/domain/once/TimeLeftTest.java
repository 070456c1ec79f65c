package dev.keyshelf.domain.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Duration RESERVE = Duration.ofSeconds(5);

  @Test
  void isOverWhenOnlyTheReserveIsLeft() {
    assertThat(left(RESERVE).less(RESERVE).isOver()).isTrue();
    assertThat(left(RESERVE.plusMillis(1)).less(RESERVE).isOver()).isFalse();
    assertThat(left(RESERVE.minusMillis(1)).less(RESERVE).isOver()).isTrue();
  }

  @Test
  void isEnoughToWriteDownToTheMinimum() {
    assertThatCode(() -> writing(left(TimeLeft.LEAST))).doesNotThrowAnyException();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> writing(left(TimeLeft.LEAST.minusMillis(1))));
  }

  @Test
  void isEndlessOutsideDuring() {
    assertThat(TimeLeft.atWork().isOver()).isFalse();
    assertThatCode(TimeLeft::requireEnoughToWrite).doesNotThrowAnyException();
  }

  @Test
  void appliesInsideDuring() {
    assertThat(left(Duration.ZERO).during(() -> TimeLeft.atWork().isOver())).isTrue();
  }

  private static boolean writing(TimeLeft left) {
    return left.during(
        () -> {
          TimeLeft.requireEnoughToWrite();
          return true;
        });
  }

  private static TimeLeft left(Duration left) {
    return TimeLeft.of(() -> left);
  }
}
