package dev.keyshelf.activity;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.TimeRange;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.Masked;
import dev.keyshelf.http.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a request asks of the log: a range, filters, and where to go on. The cursor of a page holds
 * the range of the first one, since "until now" would move under it.
 */
record ActivityQuestion(Question question, Optional<Position> after, String fingerprint) {
  private static final int LONGEST_NAME = 256;

  /** The day that ends with the first instant that a range can end at. */
  private static final Instant EARLIEST = Instant.parse("1999-12-31T00:00:00Z");

  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  /** Reads a request's question. */
  static ActivityQuestion of(Call call) {
    var request = call.request();
    var range = TimeRange.ofADay(request, call.now());
    var filter = filter(Parameters.of(request));
    // What is to come is not there yet, and no page need look for it.
    var end = earlier(range.to(), call.now().plusMillis(1));
    var asked = new Question(earlier(range.from(), end), end, filter);
    var fingerprint = range.query() + " " + filter;
    return Cursor.read(request, request.route(), fingerprint)
        .map(position -> resumed(position, asked, fingerprint))
        .orElseGet(() -> new ActivityQuestion(asked, Optional.empty(), fingerprint));
  }

  /** Gives the cursor of what comes after a position. */
  String cursor(Call call, Position next) {
    return Cursor.write(
        String.join(
            " ",
            question.from().toString(),
            question.to().toString(),
            next.at().toString(),
            next.id()),
        call.request().route(),
        fingerprint);
  }

  /** Gives the {@code Link} (RFC 8288) to what comes after a position. */
  String linkTo(Call call, Position next) {
    var query = new StringJoiner("&");
    var parameters = new TreeMap<>(call.request().query());
    parameters.put("cursor", List.of(cursor(call, next)));
    parameters.forEach(
        (name, values) ->
            query.add(name + "=" + URLEncoder.encode(values.getFirst(), StandardCharsets.UTF_8)));
    return "<%s?%s>; rel=\"next\"".formatted(call.request().path(), query);
  }

  private static ActivityQuestion resumed(String position, Question asked, String fingerprint) {
    try {
      var parts = position.split(" ", -1);
      var question = new Question(instant(parts[0]), instant(parts[1]), asked.filter());
      var after = new Position(instant(parts[2]), parts[3]);
      if (after.at().isBefore(question.from()) || after.at().isAfter(question.to())) {
        throw Cursor.invalid();
      }
      return new ActivityQuestion(question, Optional.of(after), fingerprint);
    } catch (DateTimeException | ArrayIndexOutOfBoundsException _) {
      throw Cursor.invalid();
    }
  }

  /** A cursor is not signed, and beyond these years keys are not in the order of time. */
  private static Instant instant(String text) {
    var at = Instant.parse(text);
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw Cursor.invalid();
    }
    return at;
  }

  private static ActivityFilter filter(Parameters parameters) {
    var filter =
        new ActivityFilter(
            parameters.parsed("customer", "a customer's id", CustomerId::parse),
            // The read is recorded with its filters: what looks like a secret is none of them.
            parameters.text("user", LONGEST_NAME).map(Masked::text),
            parameters.oneOf("operation", Operation.class),
            parameters.parsed("product", "a product's id", ProductId::parse),
            parameters.parsed("order", "an order's id", OrderId::parse),
            parameters.oneOf("outcome", Outcome.class));
    parameters.done("from", "to", "limit", "cursor");
    return filter;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
