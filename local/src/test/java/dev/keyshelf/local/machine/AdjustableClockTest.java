package dev.keyshelf.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdjustableClockTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AdjustableClock clock =
      new AdjustableClock(Clock.fixed(NOON, ZoneOffset.UTC), Duration.ZERO);

  @Test
  void isAheadOfTheMachineByItsOffset() {
    clock.setAhead(Duration.ofDays(61));

    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(61)));
  }

  @Test
  void runsOnFromItsInstant() {
    clock.setAhead(Duration.ofDays(1));
    clock.advance(Duration.ofHours(-1));

    assertThat(clock.offset()).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void canBeSetAheadOfItsStart() {
    var late = new AdjustableClock(Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofDays(7));
    late.advance(Duration.ofHours(5));
    late.setAhead(Duration.ofDays(1));

    assertThat(late.offset()).isEqualTo(Duration.ofDays(8));
  }

  @Test
  void movesItsCopiesInOtherZonesToo() {
    Clock copy = clock.withZone(ZoneId.of("Asia/Seoul"));

    clock.advance(Duration.ofDays(2));

    assertThat(copy.instant()).isEqualTo(clock.instant());
    assertThat(copy.getZone()).isEqualTo(ZoneId.of("Asia/Seoul"));
  }

  @Test
  void standsStillOnceStopped() {
    AdjustableClock stopped = new AdjustableClock(Duration.ZERO);
    stopped.stopAt(NOON);

    assertThat(List.of(stopped.instant(), stopped.instant())).containsOnly(NOON);
  }

  @Test
  void canBeMovedWhileStopped() {
    clock.stopAt(NOON.plusMillis(1));
    clock.advance(Duration.ofMillis(1));

    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(2));
    assertThat(clock.offset()).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void runsAgainOnceItHasAnOffset() {
    clock.stopAt(Instant.EPOCH);
    clock.setAhead(Duration.ofHours(1));

    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }
}
