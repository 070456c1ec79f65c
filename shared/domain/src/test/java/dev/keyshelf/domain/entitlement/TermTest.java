package dev.keyshelf.domain.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {
  @ParameterizedTest
  @CsvSource({
    "2020-02-01T12:00:00Z, P1Y, 366",
    "2020-03-01T12:00:00Z, P1Y, 365",
    "2020-02-29T12:00:00Z, P1Y, 365",
    "2019-02-28T12:00:00Z, P1Y, 365",
    "2019-03-01T00:00:00Z, P3Y, 1096",
    "2020-01-31T12:00:00Z, P1M, 29",
    "2019-01-31T12:00:00Z, P1M, 28",
    "2020-03-31T23:59:59.999Z, P1M, 30",
    "2020-05-01T00:00:00Z, P1M, 31",
    "2020-05-01T00:00:00Z, P10D, 10"
  })
  void hasTheTrueLengthOfItsMonthsAndYears(Instant start, Period length, long days) {
    assertThat(Term.startingAt(start, length).days()).isEqualTo(days);
  }

  @Test
  void endsOnTheLastDayOfAMonthThatIsShorter() {
    var term = Term.startingAt(Instant.parse("2020-01-31T12:00:00Z"), Period.ofMonths(1));

    assertThat(term.endsAt()).isEqualTo("2020-02-29T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-05-01T23:00:00Z, 0",
    "2020-05-01T23:59:59.999Z, 0",
    "2020-05-02T00:00:00Z, 1",
    "2020-05-02T22:59:59Z, 1",
    "2020-05-31T23:59:59.999Z, 30",
    "2020-06-01T00:00:00Z, 31",
    "2030-01-01T00:00:00Z, 31"
  })
  void usesUpADayAtEachMidnightInUtc(Instant now, long used) {
    var may = Term.startingAt(Instant.parse("2020-05-01T23:00:00Z"), Period.ofMonths(1));

    assertThat(may.daysUsedAt(now)).isEqualTo(used);
  }

  @Test
  void hasUsedNothingBeforeItStarts() {
    var may = Term.startingAt(Instant.parse("2020-05-01T00:00:00Z"), Period.ofMonths(1));

    assertThat(may.daysUsedAt(Instant.parse("2020-04-30T23:59:59Z"))).isZero();
  }

  @Test
  void isOverAtTheInstantItEnds() {
    var may = Term.startingAt(Instant.parse("2020-05-01T12:00:00Z"), Period.ofMonths(1));
    var end = Instant.parse("2020-06-01T12:00:00Z");

    assertThat(may.isOverAt(end.minusMillis(1))).isFalse();
    assertThat(may.isOverAt(end)).isTrue();
  }
}
