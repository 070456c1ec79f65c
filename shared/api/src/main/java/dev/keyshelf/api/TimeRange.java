package dev.keyshelf.api;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.ProblemCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time range that a caller asks for: from {@code from} (inclusive) to {@code to} (exclusive),
 * both in the years 2000 to 2999. A date instead of a time is a UTC day, which the range includes:
 * as {@code from} it is the day's beginning, as {@code to} its end. Other values are faults with
 * the code {@code range-invalid}.
 *
 * @param given the ends that the request gave, without defaults; a cursor is valid only for a
 *     request with the same ends
 */
public record TimeRange(Instant from, Instant to, Given given) {
  /** The earliest instant that a caller can ask for, inclusive. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** The latest instant that a caller can ask for, exclusive. */
  public static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  /** The ends of a range as a request gave them. */
  public record Given(Optional<Instant> from, Optional<Instant> to) {}

  /**
   * Reads a range. The default of {@code to} is now, and the default of {@code from} is the start
   * of the UTC day of {@code to}.
   */
  public static TimeRange ofADay(Parameters parameters, Instant now) {
    var given = given(parameters);
    // A malformed end is a fault already. Instant.MAX avoids a second fault for the start.
    var end = given.to().orElseGet(() -> parameters.has("to") ? Instant.MAX : now.plusMillis(1));
    return of(parameters, given.from().orElseGet(() -> dayOf(end)), end, given);
  }

  /** Reads a range. By default it has no start and no end. */
  public static TimeRange ofAllTime(Parameters parameters) {
    var given = given(parameters);
    return of(parameters, given.from().orElse(Instant.MIN), given.to().orElse(Instant.MAX), given);
  }

  /** Returns the start of the last UTC day of a range that ends here, exclusive. */
  public static Instant dayOf(Instant to) {
    return to.minusMillis(1).truncatedTo(ChronoUnit.DAYS);
  }

  private static TimeRange of(Parameters parameters, Instant from, Instant to, Given given) {
    if (from.isAfter(to)) {
      parameters.fault(
          Fault.ofParameter("from", ProblemCode.RANGE_INVALID, "must not be after to"));
    }
    return new TimeRange(from, to, given);
  }

  private static Given given(Parameters parameters) {
    var from = end(parameters, "from");
    var to = end(parameters, "to");
    // The day is within the range: a range that begins when it is over is none.
    if (to.filter(End::isDay).isPresent()
        && from.filter(start -> start.at().equals(to.get().end())).isPresent()) {
      parameters.fault(
          Fault.ofParameter("from", ProblemCode.RANGE_INVALID, "must not be after to"));
    }
    return new Given(from.map(End::at), to.map(End::end));
  }

  /** An end of a range as it was written: an instant, or the beginning of a UTC day. */
  private record End(Instant at, boolean isDay) {
    Instant end() {
      return isDay ? at.plus(1, ChronoUnit.DAYS) : at;
    }

    static Optional<End> parse(String text) {
      // The plus sign of an offset arrives as a space if it was not URL-encoded.
      return IsoTime.parseDate(text)
          .map(day -> new End(day.atStartOfDay(ZoneOffset.UTC).toInstant(), true))
          .or(() -> IsoTime.parse(text.replace(' ', '+')).map(time -> new End(time, false)))
          .filter(end -> !end.at().isBefore(EARLIEST) && end.at().isBefore(LATEST));
    }
  }

  private static Optional<End> end(Parameters parameters, String name) {
    return parameters.parsed(
        name,
        ProblemCode.RANGE_INVALID,
        "a UTC day such as 2026-11-21, or a time in ISO 8601 with its offset such as"
            + " 2026-11-21T00:00:00Z or 2026-11-21T09:00:00+09:00, of the years 2000 to 2999",
        End::parse);
  }
}
