package dev.keyshelf.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.local.fault.UserFault;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleExpressionTest {
  /** This is a Sunday. */
  private static final Instant START = Instant.parse("2026-03-01T12:00:30Z");

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), 2026-03-01T12:01:30Z",
    "rate(5 minutes), 2026-03-01T12:05:30Z",
    "rate(1 hour), 2026-03-01T13:00:30Z",
    "rate(7 days), 2026-03-08T12:00:30Z",
    "at(2026-12-24T18:00:00), 2026-12-24T18:00:00Z",
    "cron(*/15 * * * ? *), 2026-03-01T12:15:00Z",
    "cron(0 3 * * ? *), 2026-03-02T03:00:00Z",
    "cron(0 3 1 * ? *), 2026-04-01T03:00:00Z",
    "cron(0 3 L * ? *), 2026-03-31T03:00:00Z",
    "cron(0 3 ? * 1 *), 2026-03-08T03:00:00Z",
    "cron(0 3 ? * MON-FRI *), 2026-03-02T03:00:00Z",
    "cron(0 3 ? * 2#1 *), 2026-03-02T03:00:00Z",
    "cron(0 0 1 1 ? 2030), 2030-01-01T00:00:00Z"
  })
  void findsTheNextInstant(String expression, Instant next) {
    assertThat(ScheduleExpression.parse(expression).nextAfter(START)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at(2026-01-01T00:00:00)", "cron(0 0 1 1 ? 2020)"})
  void hasNoNextInstantOnceItIsOver(String expression) {
    assertThat(ScheduleExpression.parse(expression).nextAfter(START)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(0 minutes)",
        "rate(1 minutes)",
        "rate(2 minute)",
        "rate(5 seconds)",
        "rate(-1 day)",
        "cron(0 3 * * *)",
        "cron(0 25 * * ? *)",
        "cron(0 3 * * * *)",
        "at(tomorrow)",
        "every day",
        ""
      })
  void refusesWhatEventBridgeRefuses(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("not a schedule: " + expression);
  }
}
