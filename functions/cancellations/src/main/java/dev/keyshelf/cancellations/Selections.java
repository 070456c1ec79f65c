package dev.keyshelf.cancellations;

import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Request;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Parses selections of lines. {@code ?lines=1:3,2} means 3 units of line 1 and all of line 2. */
final class Selections {
  private static final Pattern PART = Pattern.compile("([1-9][0-9]?)(?::([1-9][0-9]{0,8}))?");

  private Selections() {}

  /** The expected format of a selection. */
  static final String EXPECTED =
      "like 1:3,2 (3 units of line 1 and all of line 2), each line named once";

  /** Reads the request's only parameter. Without it, the selection is the whole order. */
  static Selection of(Request request) {
    var parameters = Parameters.of(request);
    var selection = parameters.parsed("lines", EXPECTED, Selections::parse);
    parameters.done();
    return selection.orElseGet(Selection::wholeOrder);
  }

  /** Parses a selection. Returns empty if malformed. */
  static Optional<Selection> parse(String text) {
    var lines = new TreeMap<Integer, Optional<Integer>>();
    for (var part : text.split(",", -1)) {
      var match = PART.matcher(part);
      if (!match.matches() || Integer.parseInt(match.group(1)) > Order.MOST_LINES) {
        return Optional.empty();
      }
      var units = Optional.ofNullable(match.group(2)).map(Integer::parseInt);
      if (lines.put(Integer.parseInt(match.group(1)), units) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Selection(lines));
  }

  /** Returns the problem for a line that the order does not have. */
  static Problem noSuchLine(int line) {
    return Problem.of(ProblemCode.VALIDATION, "A parameter is not valid.")
        .with(Fault.ofParameter("lines", "the order has no line " + line));
  }
}
