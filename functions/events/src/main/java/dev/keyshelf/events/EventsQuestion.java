package dev.keyshelf.events;

import dev.keyshelf.api.Call;
import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader of the feed asks for.
 *
 * @param after the number after which to read; empty for the last number
 * @param seconds for how many seconds the answer may wait for an event
 */
record EventsQuestion(OptionalLong after, EventTypes types, int limit, int seconds) {
  private static final long MOST_NUMBER = (1L << 53) - 1;
  private static final int MOST_EVENTS = 1_000;
  private static final int USUAL_EVENTS = 100;
  private static final int LONGEST_WAIT = 20;
  private static final String LATEST = "latest";

  /**
   * Reads a request.
   *
   * @throws dev.keyshelf.http.ProblemException with all faults of the parameters
   */
  static EventsQuestion of(Call call) {
    var parameters = Parameters.of(call.request());
    var after =
        parameters.parsed(
            "after",
            "a whole number from 0 to %s, or %s".formatted(MOST_NUMBER, LATEST),
            EventsQuestion::place);
    var types = types(parameters, call.request().query().getOrDefault("types", List.of()));
    var limit = whole(parameters, "limit", 1, MOST_EVENTS);
    var wait = whole(parameters, "wait", 0, LONGEST_WAIT);
    parameters.done();
    return new EventsQuestion(
        after.orElse(OptionalLong.of(0)),
        types,
        limit.map(Long::intValue).orElse(USUAL_EVENTS),
        wait.map(Long::intValue).orElse(0));
  }

  private static Optional<OptionalLong> place(String text) {
    return text.equals(LATEST)
        ? Optional.of(OptionalLong.empty())
        : number(text, 0, MOST_NUMBER).map(OptionalLong::of);
  }

  private static Optional<Long> whole(Parameters parameters, String name, long least, long most) {
    return parameters.parsed(
        name,
        "a whole number from %s to %s".formatted(least, most),
        text -> number(text, least, most));
  }

  private static Optional<Long> number(String text, long least, long most) {
    return Optional.of(text)
        .filter(digits -> digits.matches("0|[1-9][0-9]{0,15}"))
        .map(Long::parseLong)
        .filter(number -> number >= least && number <= most);
  }

  private static EventTypes types(Parameters parameters, List<String> values) {
    if (!parameters.has("types")) {
      return EventTypes.all();
    }
    var patterns =
        values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).distinct().toList();
    return EventTypes.parse(patterns)
        .orElseGet(
            () -> {
              parameters.fault(
                  Fault.ofParameter(
                      "types",
                      "must be one or more types such as dev.keyshelf.order.placed.v1 or"
                          + " dev.keyshelf.order.*, repeated or separated by commas"));
              return EventTypes.all();
            });
  }
}
