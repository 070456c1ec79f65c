package dev.keyshelf.domain.catalog;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CancellationWindowTest {
  private static final Duration SIXTY_DAYS = Duration.ofDays(60);
  private static final CancellationWindow WINDOW =
      new CancellationWindow(NOON, NOON.plus(SIXTY_DAYS));

  @Test
  void isOpenAtTheInstantOfThePurchase() {
    assertThat(WINDOW.isOpenAt(NOON)).isTrue();
  }

  @Test
  void isOpenForAMachineWhoseClockIsBehindThePurchase() {
    assertThat(WINDOW.isOpenAt(NOON.minusMillis(1))).isTrue();
    assertThat(WINDOW.leftAt(NOON.minusMillis(1))).isEqualTo(SIXTY_DAYS);
  }

  @Test
  void isNeverOpenWhenItIsEmptyEvenIfTheClockIsBehind() {
    assertThat(new CancellationWindow(NOON, NOON).isOpenAt(NOON.minusMillis(1))).isFalse();
  }

  @Test
  void isOpenOneMillisecondBeforeSixtyTimes24Hours() {
    assertThat(WINDOW.isOpenAt(NOON.plus(SIXTY_DAYS).minusMillis(1))).isTrue();
  }

  @Test
  void isClosedAtExactlySixtyTimes24Hours() {
    assertThat(WINDOW.isOpenAt(NOON.plus(SIXTY_DAYS))).isFalse();
  }

  @Test
  void staysClosed() {
    assertThat(WINDOW.isOpenAt(NOON.plus(SIXTY_DAYS).plusMillis(1))).isFalse();
  }

  @Test
  void isNeverOpenWhenItIsEmpty() {
    assertThat(new CancellationWindow(NOON, NOON).isOpenAt(NOON)).isFalse();
  }

  @Test
  void countsDaysOf24HoursOverTheChangeToSummerTime() {
    var beforeTheChange = Instant.parse("2020-03-28T12:00:00+01:00");
    var window = new CancellationWindow(beforeTheChange, beforeTheChange.plus(SIXTY_DAYS));

    assertThat(window.isOpenAt(Instant.parse("2020-05-27T12:59:59.999+02:00"))).isTrue();
    assertThat(window.isOpenAt(Instant.parse("2020-05-27T13:00:00+02:00"))).isFalse();
  }

  @Test
  void returnsTheTimeThatIsLeft() {
    assertThat(WINDOW.leftAt(NOON.plus(Duration.ofDays(59)))).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void hasNoTimeLeftOnceItIsClosed() {
    assertThat(WINDOW.leftAt(NOON.plus(Duration.ofDays(61)))).isZero();
  }

  @Test
  void cannotCloseBeforeItOpens() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CancellationWindow(NOON, NOON.minusMillis(1)));
  }
}
