package dev.keyshelf.api;

import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time a caller asks for: {@code [from, to)}, two instants with their offsets, of the years
 * 2000 to 2999.
 *
 * @param query what the caller wrote, so that the next page's cursor belongs to the same question
 */
public record TimeRange(Instant from, Instant to, String query) {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2999;

  /** Without {@code from}, the UTC day of {@code to}; without {@code to}, up to now. */
  public static TimeRange ofADay(Request request, Instant now) {
    var to = instant(request, "to").orElseGet(() -> now.plusMillis(1));
    return of(request, instant(request, "from").orElseGet(() -> dayOf(to)), to);
  }

  /** Without {@code from}, from the very first on; without {@code to}, up to the very last. */
  public static TimeRange ofAllTime(Request request) {
    return of(
        request,
        instant(request, "from").orElse(Instant.MIN),
        instant(request, "to").orElse(Instant.MAX));
  }

  private static TimeRange of(Request request, Instant from, Instant to) {
    if (from.isAfter(to)) {
      throw invalid("from", "must not be after to");
    }
    var query =
        request.queryParameter("from").orElse("") + ".." + request.queryParameter("to").orElse("");
    return new TimeRange(from, to, query);
  }

  private static Optional<Instant> instant(Request request, String parameter) {
    return request.queryParameter(parameter).map(text -> instant(parameter, text));
  }

  private static Instant dayOf(Instant to) {
    return to.minusMillis(1).truncatedTo(ChronoUnit.DAYS);
  }

  private static Instant instant(String parameter, String text) {
    return Optional.of(text)
        .flatMap(TimeRange::parse)
        .filter(
            time -> {
              var year = time.atOffset(ZoneOffset.UTC).getYear();
              return year >= FIRST_YEAR && year <= LAST_YEAR;
            })
        .orElseThrow(
            () ->
                invalid(
                    parameter, "must be ISO 8601 with its offset, such as 2026-11-21T00:00:00Z"));
  }

  private static Optional<Instant> parse(String text) {
    try {
      // A plus of an offset that was not URL-encoded arrives as a space.
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static ProblemException invalid(String parameter, String why) {
    return new ProblemException(
        Problem.of(ProblemCode.RANGE_INVALID, "The range of time is not valid.")
            .with(Fault.ofParameter(parameter, why)));
  }
}
