package dev.keyshelf.activity;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.activity.ListImports;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Preset;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Masked;
import dev.keyshelf.http.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A query of the log: a range, filters, and the place to continue. The cursor of a page holds the
 * range of the first page, because a range that ends "now" would otherwise move.
 */
record ActivityQuestion(Question question, Paging<Place> paging) {
  private static final int LONGEST_NAME = 256;

  /** The place where a page ended, and the range of its query. */
  record Place(Instant from, Instant to, Position last) {
    String text() {
      return "%s %s %s %s".formatted(from, to, last.at(), last.id());
    }

    static Optional<Place> parse(String text) {
      var parts = text.split(" ", -1);
      if (parts.length != 4 || !(parts[3].isEmpty() || Positions.isTimely(parts[3]))) {
        return Optional.empty();
      }
      try {
        var place =
            new Place(
                Instant.parse(parts[0]),
                Instant.parse(parts[1]),
                new Position(Instant.parse(parts[2]), parts[3]));
        return Optional.of(place).filter(each -> each.text().equals(text));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }

    /**
     * Tells whether a query of this range can have a page that ends here. The place's own end may
     * be later than this machine's clock, because another machine may have read the last page.
     */
    boolean isOf(TimeRange range) {
      var given = range.given();
      var start =
          given.from().isPresent() || given.to().isPresent() ? range.from() : TimeRange.dayOf(to);
      return from.equals(earlier(start, to))
          && !to.isAfter(given.to().orElse(TimeRange.LATEST))
          && !last.at().isBefore(from)
          && !last.at().isAfter(to)
          && last.at().equals(last.at().truncatedTo(ChronoUnit.MILLIS));
    }
  }

  /** Reads the query of a request. */
  static ActivityQuestion of(Call call) {
    var parameters = Parameters.of(call.request());
    var range = TimeRange.ofADay(parameters, call.now());
    var filter = filter(parameters);
    var paging = Paging.of(call, parameters, places(range), range.given(), filter);
    return of(range, filter, paging, call.now());
  }

  /** Reads an operator's query of the imports, which has no filters. */
  static ActivityQuestion ofImports(OperatorCall call) {
    var parameters = Parameters.of(call.request());
    var range = TimeRange.ofADay(parameters, call.now());
    var paging = Paging.of(call, parameters, places(range), range.given());
    return of(range, ActivityFilter.of(ListImports.OPERATIONS), paging, call.now());
  }

  private static Positions<Place> places(TimeRange range) {
    return Positions.of(Place::text, Place::parse, place -> place.isOf(range));
  }

  private static ActivityQuestion of(
      TimeRange range, ActivityFilter filter, Paging<Place> paging, Instant now) {
    // There are no records of the future, so no page needs to look for them.
    var end = earlier(range.to(), now.plusMillis(1));
    var asked =
        paging
            .after()
            .map(place -> new Question(place.from(), place.to(), filter))
            .orElseGet(() -> new Question(earlier(range.from(), end), end, filter));
    return new ActivityQuestion(asked, paging);
  }

  /** Returns the place where the previous page ended. */
  Optional<Position> after() {
    return paging.after().map(Place::last);
  }

  /** Returns the place of a page whose last record is at this position. */
  Place endingAt(Position last) {
    return new Place(question.from(), question.to(), last);
  }

  /** Returns the {@code Link} (RFC 8288) to the records after a position. */
  String linkTo(Call call, Position next) {
    var query = new StringJoiner("&");
    var parameters = new TreeMap<>(call.request().query());
    parameters.put("cursor", List.of(paging.cursor(endingAt(next))));
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
    return "<%s?%s>; rel=\"next\"".formatted(call.request().path(), query);
  }

  private static ActivityFilter filter(Parameters parameters) {
    return new ActivityFilter(
        parameters.parsed("customer", "a customer's id", CustomerId::parse),
        // The read is recorded with its filters, so text that looks like a secret is masked.
        parameters.text("user", LONGEST_NAME).map(Masked::text),
        operations(parameters),
        parameters.parsed("product", "a product's id", ProductId::parse),
        parameters.parsed("order", "an order's id", OrderId::parse),
        parameters.oneOf("outcome", Outcome.class),
        parameters.parsed(
            "lastFive",
            "the lastFive of a key",
            text -> Optional.of(text).filter(five -> five.matches("[A-Za-z0-9]{5}"))));
  }

  private static Set<Operation> operations(Parameters parameters) {
    var operations = parameters.anyOf("operation", Operation.class);
    var preset = parameters.oneOf("preset", Preset.class);
    if (preset.isPresent() && !operations.isEmpty()) {
      parameters.fault(Fault.ofParameter("preset", "must not be given together with operation"));
    }
    return preset.map(Preset::operations).orElse(operations);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
