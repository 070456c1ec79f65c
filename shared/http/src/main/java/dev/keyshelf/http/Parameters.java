package dev.keyshelf.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request's query, read parameter by parameter. Faults are gathered; {@link #done} refuses the
 * request with all of them. Parameters that nobody asked for are faults, so that a misspelt one is
 * not silently ignored.
 */
public final class Parameters {
  private final Request request;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private Parameters(Request request) {
    this.request = request;
  }

  /** Reads a request's query. */
  public static Parameters of(Request request) {
    return new Parameters(request);
  }

  /** Reads a parameter that may be absent, as something that a parser understands. */
  public <T> Optional<T> parsed(
      String name, String expected, Function<String, Optional<T>> parser) {
    var text = take(name);
    var value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      faults.add(Fault.ofParameter(name, "must be " + expected));
    }
    return value;
  }

  /** Reads a parameter that must be there; what is empty afterwards is a fault. */
  public <T> Optional<T> required(
      String name, String expected, Function<String, Optional<T>> parser) {
    if (!request.query().containsKey(name)) {
      known.add(name);
      faults.add(Fault.ofParameter(name, "is missing: must be " + expected));
      return Optional.empty();
    }
    return parsed(name, expected, parser);
  }

  /** Reads a parameter that may be absent, and is one of these names else. */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> names) {
    var all = names.getEnumConstants();
    return parsed(
        name,
        "one of " + Arrays.toString(all),
        text -> Arrays.stream(all).filter(each -> each.name().equals(text)).findFirst());
  }

  /** Reads a parameter that may be absent, and is text of 1 to {@code longest} characters else. */
  public Optional<String> text(String name, int longest) {
    return parsed(
        name,
        "text of 1 to %s characters without control characters".formatted(longest),
        text -> Text.canonical(text).filter(each -> !each.isBlank() && each.length() <= longest));
  }

  /** Tells whether a parameter is there; it may only have this one value. */
  public boolean has(String name, String value) {
    return parsed(name, value, text -> Optional.of(text).filter(value::equals)).isPresent();
  }

  /**
   * Refuses the request if anything was wrong or a parameter is not one of these or of those read.
   */
  public void done(String... others) {
    known.addAll(Arrays.asList(others));
    for (var name : request.query().keySet()) {
      if (!known.contains(name)) {
        faults.add(Fault.ofParameter(name, "is not a parameter of this route"));
      }
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemCode.VALIDATION, "A parameter is missing or not valid.")
              .withAll(faults));
    }
  }

  private Optional<String> take(String name) {
    known.add(name);
    var values = request.query().getOrDefault(name, List.of());
    if (values.size() > 1) {
      faults.add(Fault.ofParameter(name, "is given more than once"));
      return Optional.empty();
    }
    return values.stream().findFirst();
  }
}
