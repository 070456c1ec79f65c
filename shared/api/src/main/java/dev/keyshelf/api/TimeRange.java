package dev.keyshelf.api;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time a caller asks for: {@code [from, to)}, two instants with their offsets, of the years
 * 2000 to 2999. What else is asked for is a fault with the code {@code range-invalid}.
 *
 * @param query the range that was asked for, so that the next page's cursor belongs to the same
 *     question
 */
public record TimeRange(Instant from, Instant to, String query) {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2999;

  /** Without {@code from}, the UTC day of {@code to}; without {@code to}, up to now. */
  public static TimeRange ofADay(Parameters parameters, Instant now) {
    var from = instant(parameters, "from");
    var to = instant(parameters, "to");
    // An end that cannot be read is a fault already: no beginning is after it.
    var end = to.orElseGet(() -> parameters.has("to") ? Instant.MAX : now.plusMillis(1));
    return of(parameters, from.orElseGet(() -> dayOf(end)), end, from + ".." + to);
  }

  /** Without {@code from}, from the very first on; without {@code to}, up to the very last. */
  public static TimeRange ofAllTime(Parameters parameters) {
    var from = instant(parameters, "from");
    var to = instant(parameters, "to");
    return of(parameters, from.orElse(Instant.MIN), to.orElse(Instant.MAX), from + ".." + to);
  }

  private static TimeRange of(Parameters parameters, Instant from, Instant to, String query) {
    if (from.isAfter(to)) {
      parameters.fault(
          Fault.ofParameter("from", ProblemCode.RANGE_INVALID, "must not be after to"));
    }
    return new TimeRange(from, to, query);
  }

  private static Instant dayOf(Instant to) {
    return to.minusMillis(1).truncatedTo(ChronoUnit.DAYS);
  }

  private static Optional<Instant> instant(Parameters parameters, String name) {
    return parameters.parsed(
        name,
        ProblemCode.RANGE_INVALID,
        "ISO 8601 with its offset, such as 2026-11-21T00:00:00Z",
        text -> parse(text).filter(TimeRange::isOfTheYears));
  }

  private static boolean isOfTheYears(Instant time) {
    var year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static Optional<Instant> parse(String text) {
    try {
      // A plus of an offset that was not URL-encoded arrives as a space.
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
