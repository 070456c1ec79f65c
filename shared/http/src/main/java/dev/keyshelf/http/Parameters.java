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

  /** Refuses a request that has any. */
  public static void none(Request request) {
    of(request).done();
  }

  /** Reads a parameter that may be absent, as something that a parser understands. */
  public <T> Optional<T> parsed(
      String name, String expected, Function<String, Optional<T>> parser) {
    return parsed(name, Fault.ofParameter(name, "must be " + expected), parser);
  }

  /**
   * Reads a parameter that may be absent, whose fault has a code of its own; of faults that all
   * have one it is the refusal's.
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
        "text of 1 to %s characters, of which none is hidden or turns the reading order"
            .formatted(longest),
        text ->
            Text.canonical(text).filter(each -> !each.isBlank() && Text.length(each) <= longest));
  }

  /** Tells whether a parameter is there; it may only have this one value. */
  public boolean has(String name, String value) {
    return parsed(name, value, text -> Optional.of(text).filter(value::equals)).isPresent();
  }

  /** Tells whether a parameter is there, whatever it says. */
  public boolean has(String name) {
    known.add(name);
    return request.query().containsKey(name);
  }

  /** Notes what is wrong with parameters beside one another. */
  public void fault(Fault fault) {
    faults.add(fault);
  }

  /** Refuses the request if anything was wrong, or has a parameter that was not read. */
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
