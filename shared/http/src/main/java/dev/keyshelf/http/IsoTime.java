package dev.keyshelf.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses times in the extended format of ISO 8601. Seconds are optional, and their fraction follows
 * a point or a comma. The offset is Z, or hours with or without minutes. A day may end at 24:00.
 * Second 60 is refused, since Java's clock has no leap seconds.
 */
public final class IsoTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]"
              + "(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})"
              + "(?:[.,](?<fraction>[0-9]{1,9}))?)?"
              + "(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private static final int NANOS = 9;

  private IsoTime() {}

  /** Returns the instant, or an empty result if the text is malformed. */
  public static Optional<Instant> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var date = LocalDate.parse(parts.group("date"));
      var hour = Integer.parseInt(parts.group("hour"));
      var endsTheDay = hour == 24;
      var time =
          LocalTime.of(
              endsTheDay ? 0 : hour,
              Integer.parseInt(parts.group("minute")),
              number(parts.group("second")),
              number(nanos(parts.group("fraction"))));
      if (endsTheDay && !time.equals(LocalTime.MIDNIGHT)) {
        return Optional.empty();
      }
      var offset = ZoneOffset.of(parts.group("offset").replace('z', 'Z'));
      var day = endsTheDay ? date.plusDays(1) : date;
      return Optional.of(OffsetDateTime.of(day, time, offset).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty(); // For example month 13, minute 60 or an offset of 19 hours.
    }
  }

  /** Returns the date, such as 2026-11-21, or an empty result if the text is malformed. */
  public static Optional<LocalDate> parseDate(String text) {
    try {
      return DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty(); // For example month 13.
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static @Nullable String nanos(@Nullable String fraction) {
    return fraction == null ? null : fraction + "0".repeat(NANOS - fraction.length());
  }
}
