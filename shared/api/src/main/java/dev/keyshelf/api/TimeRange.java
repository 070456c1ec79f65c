package dev.keyshelf.api;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.IsoTime;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time a caller asks for: {@code [from, to)}, two instants with their offsets, of the years
 * 2000 to 2999. What else is asked for is a fault with the code {@code range-invalid}.
 *
 * @param given the ends that were given, so that the next page's cursor belongs to the same
 *     question
 */
public record TimeRange(Instant from, Instant to, Given given) {
  /** The first instant that can be asked for, inclusive. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** The end of what can be asked for, exclusive. */
  public static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  /** The ends of a range as a request gave them. */
  public record Given(Optional<Instant> from, Optional<Instant> to) {}

  /** Without {@code from}, the UTC day of {@code to}; without {@code to}, up to now. */
  public static TimeRange ofADay(Parameters parameters, Instant now) {
    var given = given(parameters);
    // An end that cannot be read is a fault already: no beginning is after it.
    var end = given.to().orElseGet(() -> parameters.has("to") ? Instant.MAX : now.plusMillis(1));
    return of(parameters, given.from().orElseGet(() -> dayOf(end)), end, given);
  }

  /** Without {@code from}, from the very first on; without {@code to}, up to the very last. */
  public static TimeRange ofAllTime(Parameters parameters) {
    var given = given(parameters);
    return of(parameters, given.from().orElse(Instant.MIN), given.to().orElse(Instant.MAX), given);
  }

  /** Returns the start of the UTC day that a range ends with. */
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
    return new Given(instant(parameters, "from"), instant(parameters, "to"));
  }

  private static Optional<Instant> instant(Parameters parameters, String name) {
    return parameters.parsed(
        name,
        ProblemCode.RANGE_INVALID,
        "a time of the years 2000 to 2999 in ISO 8601 with its offset,"
            + " such as 2026-11-21T00:00:00Z or 2026-11-21T09:00:00+09:00",
        // A plus of an offset that was not URL-encoded arrives as a space.
        text ->
            IsoTime.parse(text.replace(' ', '+'))
                .filter(time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST)));
  }
}
