package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20T15:00:00Z|2026-11-20T15:00:00Z",
        "2026-11-20t15:00:00z|2026-11-20T15:00:00Z",
        "2026-11-20T15:00Z|2026-11-20T15:00:00Z",
        "2026-11-21T00:00:00+09:00|2026-11-20T15:00:00Z",
        "2026-11-21T00:00:00+0900|2026-11-20T15:00:00Z",
        "2026-11-21T00:00:00+09|2026-11-20T15:00:00Z",
        "2026-11-20T15:00:00-00:00|2026-11-20T15:00:00Z",
        "2026-11-20T11:30:00-0330|2026-11-20T15:00:00Z",
        "2026-11-20T24:00:00Z|2026-11-21T00:00:00Z",
        "2026-11-20T24:00Z|2026-11-21T00:00:00Z",
        "2026-12-31T24:00:00.000Z|2027-01-01T00:00:00Z",
        "2026-11-20T24:00:00+0900|2026-11-20T15:00:00Z",
        "2026-11-20T15:00:00.5Z|2026-11-20T15:00:00.500Z",
        "2026-11-20T15:00:00,25Z|2026-11-20T15:00:00.250Z",
        "2026-11-20T15:00:00.123456789Z|2026-11-20T15:00:00.123456789Z"
      })
  void readsTimesOfIso8601(String text, Instant instant) {
    assertThat(IsoTime.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-20",
        "2026-11-20T15:00:00",
        "2026-11-20 15:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-20T24:00:01Z",
        "2026-11-20T24:01:00Z",
        "2026-11-20T24:00:00.001Z",
        "2026-11-20T25:00:00Z",
        "2026-11-20T23:60:00Z",
        "2026-06-30T23:59:60Z",
        "2026-11-20T15:00:00+19:00",
        "2026-11-20T15:00:00+09:0",
        "2026-11-20T15:00:00.Z",
        "2026-11-20T15:00:00.1234567891Z",
        "2026-11-20T15Z",
        "-2026-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
        "\uff12026-11-20T15:00:00Z",
        "1795165200000",
        "now"
      })
  void readsNothingElse(String text) {
    assertThat(IsoTime.parse(text)).isEmpty();
  }
}
