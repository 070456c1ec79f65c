package dev.keyshelf.local.commands;

import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses an ISO 8601 duration such as {@code P61D}, {@code PT90M} or {@code -P1D}. Months and years
 * ({@code P2M}) are counted from today.
 */
public final class ClockOffset implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notADuration) {
      try {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        return Duration.between(now, now.plus(Period.parse(text)));
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "must be a duration such as P61D, PT12H or P2M, was '" + text + "'");
      }
    }
  }
}
