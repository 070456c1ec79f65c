package dev.keyshelf.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request's query, read parameter by parameter. The readers collect all faults. {@link #done}
 * refuses the request if there are any. A parameter that no reader asked for is a fault, so that a
 * misspelt one is not silently ignored.
 */
public final class Parameters {
  private final Request request;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private Parameters(Request request) {
    this.request = request;
  }

  /** Returns a reader of a request's query. */
  public static Parameters of(Request request) {
    return new Parameters(request);
  }

  /**
   * Checks that a request has no parameters.
   *
   * @throws ProblemException if it has any
   */
  public static void none(Request request) {
    of(request).done();
  }

  /**
   * Reads and parses an optional parameter.
   *
   * @param expected what the parser accepts, to follow "must be" in the fault
   * @param parser returns an empty result if the text is malformed
   */
  public <T> Optional<T> parsed(
      String name, String expected, Function<String, Optional<T>> parser) {
    return parsed(name, Fault.ofParameter(name, "must be " + expected), parser);
  }

  /**
   * Reads and parses an optional parameter whose fault has its own code. If all faults of a request
   * have the same code, the refusal has that code too.
   */
  public <T> Optional<T> parsed(
      String name, ProblemCode code, String expected, Function<String, Optional<T>> parser) {
    return parsed(name, Fault.ofParameter(name, code, "must be " + expected), parser);
  }

  private <T> Optional<T> parsed(
      String name, Fault otherwise, Function<String, Optional<T>> parser) {
    var text = take(name);
    var value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      faults.add(otherwise);
    }
    return value;
  }

  /** Reads and parses a required parameter. The result is empty if it is missing or malformed. */
  public <T> Optional<T> required(
      String name, String expected, Function<String, Optional<T>> parser) {
    if (!request.query().containsKey(name)) {
      known.add(name);
      faults.add(Fault.ofParameter(name, "is missing: must be " + expected));
      return Optional.empty();
    }
    return parsed(name, expected, parser);
  }

  /** Reads an optional parameter that must be the name of a constant of the enum. */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> names) {
    var all = names.getEnumConstants();
    return parsed(
        name,
        "one of " + Arrays.toString(all),
        text -> Arrays.stream(all).filter(each -> each.name().equals(text)).findFirst());
  }

  /**
   * Reads an optional parameter that must be names of constants of the enum. It may be repeated,
   * and a value may hold several names, separated by commas.
   *
   * @return the constants, in the order of their declaration; empty if the parameter is missing or
   *     malformed
   */
  public <E extends Enum<E>> Set<E> anyOf(String name, Class<E> names) {
    known.add(name);
    Map<String, E> all = new HashMap<>();
    for (var each : names.getEnumConstants()) {
      all.put(each.name(), each);
    }
    Set<E> found = EnumSet.noneOf(names);
    for (var value : request.query().getOrDefault(name, List.of())) {
      for (var text : value.split(",", -1)) {
        var each = all.get(text);
        if (each == null) {
          faults.add(
              Fault.ofParameter(
                  name,
                  "must be one or more of %s, repeated or separated by commas"
                      .formatted(Arrays.toString(names.getEnumConstants()))));
          return EnumSet.noneOf(names);
        }
        found.add(each);
      }
    }
    return found;
  }

  /** Reads an optional text of 1 to {@code longest} characters. */
  public Optional<String> text(String name, int longest) {
    return parsed(
        name,
        "text of 1 to %s characters, none of them hidden or changing the text direction"
            .formatted(longest),
        text ->
            Text.canonical(text).filter(each -> !each.isBlank() && Text.length(each) <= longest));
  }

  /** Tells whether a parameter is present. Any value but this one is a fault. */
  public boolean has(String name, String value) {
    return parsed(name, value, text -> Optional.of(text).filter(value::equals)).isPresent();
  }

  /** Tells whether a parameter is present, with any value. */
  public boolean has(String name) {
    known.add(name);
    return request.query().containsKey(name);
  }

  /** Adds a fault, for example of two parameters that contradict each other. */
  public void fault(Fault fault) {
    faults.add(fault);
  }

  /**
   * Ends the reading of the query.
   *
   * @throws ProblemException with all faults, if there are any, or if a parameter was not read
   */
  public void done() {
    for (var name : request.query().keySet()) {
      if (!known.contains(name)) {
        faults.add(Fault.ofParameter(name, "is not a parameter of this route"));
      }
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(code(), "A parameter is missing or not valid.").withAll(faults));
    }
  }

  private ProblemCode code() {
    var codes = faults.stream().map(Fault::code).distinct().toList();
    return codes.size() == 1
        ? codes.getFirst().orElse(ProblemCode.VALIDATION)
        : ProblemCode.VALIDATION;
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
