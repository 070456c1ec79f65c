package dev.keyshelf.domain.identity;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlidSpanTest {
  private static boolean holds(Instant from, Instant to, Instant madeAt) {
    var id = Ulids.next(madeAt);
    return Ulids.Span.between(from, to)
        .filter(span -> span.least().compareTo(id) <= 0 && span.most().compareTo(id) >= 0)
        .isPresent();
  }

  @Test
  void includesItsFirstMillisecond() {
    assertThat(holds(NOON, NOON.plusSeconds(1), NOON)).isTrue();
    assertThat(holds(NOON, NOON.plusSeconds(1), NOON.minusMillis(1))).isFalse();
  }

  @Test
  void excludesItsEnd() {
    assertThat(holds(NOON.minusSeconds(1), NOON, NOON.minusMillis(1))).isTrue();
    assertThat(holds(NOON.minusSeconds(1), NOON, NOON)).isFalse();
  }

  @Test
  void includesOnlyMillisecondsThatBeginInIt() {
    assertThat(holds(NOON.plusNanos(1), NOON.plusSeconds(1), NOON)).isFalse();
    assertThat(holds(NOON.plusNanos(1), NOON.plusSeconds(1), NOON.plusMillis(1))).isTrue();
    assertThat(holds(NOON.minusSeconds(1), NOON.plusNanos(1), NOON)).isTrue();
    assertThat(holds(NOON.minusSeconds(1), NOON.plusNanos(1), NOON.plusMillis(1))).isFalse();
  }

  @Test
  void coversAllUlidsFromTheFirstInstantToTheLast() {
    assertThat(holds(Instant.MIN, Instant.MAX, Instant.EPOCH)).isTrue();
    assertThat(holds(Instant.MIN, Instant.MAX, Instant.ofEpochMilli((1L << 48) - 1))).isTrue();
    assertThat(Ulids.Span.between(Instant.MIN, Instant.MAX))
        .contains(new Ulids.Span("0".repeat(26), "7" + "Z".repeat(25)));
  }

  @Test
  void containsTheUlidsMadeInItButNotItsBounds() {
    var span = Ulids.Span.between(NOON, NOON.plusSeconds(1)).orElseThrow();

    assertThat(span.contains(Ulids.next(NOON))).isTrue();
    assertThat(span.contains(Ulids.next(NOON.plusMillis(999)))).isTrue();
    assertThat(span.contains(Ulids.next(NOON.minusMillis(1)))).isFalse();
    assertThat(span.contains(Ulids.next(NOON.plusSeconds(1)))).isFalse();
    assertThat(span.contains(span.least())).isFalse();
    assertThat(span.contains(span.most())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-06-01T12:00:00Z, 2020-06-01T12:00:00Z",
    "2020-06-01T12:00:00.0001Z, 2020-06-01T12:00:00.0002Z",
    "2020-06-01T12:00:00Z, 2020-06-01T11:00:00Z",
    "1900-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "+10890-01-01T00:00:00Z, +20000-01-01T00:00:00Z"
  })
  void isEmptyIfNoUlidCanBeMadeInIt(Instant from, Instant to) {
    assertThat(Ulids.Span.between(from, to)).isEmpty();
  }
}
