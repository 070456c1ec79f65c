package dev.keyshelf.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object of a request's body, read field by field. The readers collect all faults, each with
 * its JSON pointer. {@link #done} refuses the request if there are any. A field that no reader
 * asked for is a fault.
 */
public final class Body {
  /** The maximum length of a body, in bytes. */
  public static final int LONGEST = 64 * 1024;

  private static final int LONGEST_NAME = 64;

  private final ObjectNode node;
  private final String pointer;
  private final List<Fault> faults;
  private final Set<String> known = new HashSet<>();
  private final List<Body> inner = new ArrayList<>();

  private Body(ObjectNode node, String pointer, List<Fault> faults) {
    this.node = node;
    this.pointer = pointer;
    this.faults = faults;
  }

  /**
   * Reads a request's body.
   *
   * @throws ProblemException if it is not one JSON object in UTF-8 of at most {@link #LONGEST}
   *     bytes
   */
  public static Body of(Request request) {
    return at("", SentObject.of(request));
  }

  /**
   * Reads the event of a function that is not invoked over HTTP.
   *
   * @throws ProblemException if it is not one JSON object
   */
  public static Body ofEvent(String json) {
    return at("", SentObject.ofEvent(json));
  }

  /** Reads a part of a body at its JSON pointer, such as one that was {@link Json#merged}. */
  public static Body at(String pointer, ObjectNode object) {
    return new Body(object, pointer, new ArrayList<>());
  }

  /** Reads a required string of 1 to {@code longest} characters. */
  public String text(String name, int longest) {
    return optionalText(name, longest)
        .orElseGet(
            () -> {
              missing(name);
              return "";
            });
  }

  /** Reads an optional string of 1 to {@code longest} characters. */
  public Optional<String> optionalText(String name, int longest) {
    return optionalText(
        name,
        Text::canonical,
        longest,
        "must have 1 to %s characters, none of them hidden or changing the text direction"
            .formatted(longest));
  }

  private Optional<String> optionalText(
      String name, Function<String, Optional<String>> canonical, int longest, String expected) {
    var value = take(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isTextual()) {
      fault(name, "must be a string");
      return Optional.of("");
    }
    var text = canonical.apply(value.get().textValue());
    if (text.isEmpty() || text.get().isBlank() || Text.length(text.get()) > longest) {
      fault(name, expected);
      return Optional.of("");
    }
    return text;
  }

  /**
   * Reads an optional text that a person wrote, of 1 to {@code longest} characters. The secrets in
   * it are {@link Masked}.
   */
  public Optional<String> optionalWords(String name, int longest) {
    return optionalText(name, longest).map(Masked::text);
  }

  /**
   * Reads a required text that a person wrote on one or more lines, of 1 to {@code longest}
   * characters. The secrets in it are {@link Masked}.
   */
  public String lines(String name, int longest) {
    return optionalLines(name, longest)
        .orElseGet(
            () -> {
              missing(name);
              return "";
            });
  }

  /** Reads an optional text like {@link #lines}. */
  public Optional<String> optionalLines(String name, int longest) {
    return optionalText(
            name,
            Text::canonicalLines,
            longest,
            ("must have 1 to %s characters, none of them hidden (except line breaks and tabs) or"
                    + " changing the text direction")
                .formatted(longest))
        .map(Masked::text);
  }

  /**
   * Reads a required string and parses it.
   *
   * @param expected what the parser accepts, to follow "must be" in the fault
   * @param parser returns an empty result if the string is malformed
   */
  public <T> Optional<T> parsed(
      String name, int longest, String expected, Function<String, Optional<T>> parser) {
    var before = faults.size();
    var text = text(name, longest);
    return faults.size() > before ? Optional.empty() : understood(name, text, expected, parser);
  }

  /** Reads an optional string and parses it like {@link #parsed}. */
  public <T> Optional<T> optionalParsed(
      String name, int longest, String expected, Function<String, Optional<T>> parser) {
    var before = faults.size();
    var text = optionalText(name, longest);
    return faults.size() > before
        ? Optional.empty()
        : text.flatMap(given -> understood(name, given, expected, parser));
  }

  /** Reads an optional string and parses it unchanged, with any hidden characters. */
  public <T> Optional<T> optionalAsSent(
      String name, String expected, Function<String, Optional<T>> parser) {
    var value = take(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isTextual()) {
      fault(name, "must be a string");
      return Optional.empty();
    }
    return understood(name, value.get().textValue(), expected, parser);
  }

  private <T> Optional<T> understood(
      String name, String text, String expected, Function<String, Optional<T>> parser) {
    var value = parser.apply(text);
    if (value.isEmpty()) {
      fault(name, "must be " + expected);
    }
    return value;
  }

  /** Tells whether a field is null. In a merge patch, null removes the field. */
  public boolean isNull(String name) {
    known.add(name);
    return node.has(name) && node.get(name).isNull();
  }

  /** Adds a fault for each of these fields that is null, since a merge cannot remove them. */
  public void cannotBeRemoved(String... names) {
    for (var name : names) {
      if (isNull(name)) {
        fault(name, "cannot be removed");
      }
    }
  }

  /** Adds a fault with this reason if the body has a field that callers may wrongly expect. */
  public void refuse(String name, String why) {
    if (node.has(name)) {
      known.add(name);
      fault(name, why);
    }
  }

  /** Adds a fault of a field, present or missing. */
  public void fault(String name, String detail) {
    known.add(name);
    var escaped = name.replace("~", "~0").replace("/", "~1");
    faults.add(Fault.at(pointer + "/" + escaped, detail));
  }

  /** Tells whether a field is present and not null. */
  public boolean has(String name) {
    return take(name).isPresent();
  }

  /**
   * Reads a required whole number from {@code least} to {@code most}, both inclusive. The notations
   * 2, 2.0 and 2e0 are equal.
   */
  public int integer(String name, int least, int most) {
    return Math.toIntExact(wholeNumber(name, least, most));
  }

  /** Reads a required whole number like {@link #integer}, which can be larger. */
  public long wholeNumber(String name, long least, long most) {
    var value = take(name);
    if (value.isEmpty()) {
      missing(name);
      return least;
    }
    var whole = whole(value.get());
    if (whole.isEmpty() || whole.get() < least || whole.get() > most) {
      fault(name, "must be a whole number from %s to %s".formatted(least, most));
      return least;
    }
    return whole.get();
  }

  private static Optional<Long> whole(JsonNode value) {
    try {
      // This is exact, and never expands a huge exponent into digits.
      return value.isNumber()
          ? Optional.of(value.decimalValue().longValueExact())
          : Optional.empty();
    } catch (ArithmeticException _) {
      return Optional.empty(); // It is a fraction, or out of the range of a long.
    }
  }

  /**
   * Reads a required field whose value must be {@code true}.
   *
   * @param why the reason, for the fault
   */
  public void mustBeTrue(String name, String why) {
    var value = take(name);
    if (value.isEmpty() || !value.get().isBoolean() || !value.get().booleanValue()) {
      fault(name, "must be true: " + why);
    }
  }

  /** Reads an optional whole number from {@code least} to {@code most}, both inclusive. */
  public Optional<Integer> optionalInteger(String name, int least, int most) {
    return take(name).isEmpty() ? Optional.empty() : Optional.of(integer(name, least, most));
  }

  /** Reads a required field that must be the name of a constant of the enum. */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> names) {
    return parsed(name, LONGEST_NAME, expected(names), text -> named(names, text));
  }

  /** Reads an optional field that must be the name of a constant of the enum. */
  public <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> names) {
    return optionalParsed(name, LONGEST_NAME, expected(names), text -> named(names, text));
  }

  private static <E extends Enum<E>> String expected(Class<E> names) {
    return "one of " + Arrays.toString(names.getEnumConstants());
  }

  private static <E extends Enum<E>> Optional<E> named(Class<E> names, String text) {
    return Arrays.stream(names.getEnumConstants())
        .filter(each -> each.name().equals(text))
        .findFirst();
  }

  /**
   * Reads a list of {@code least} to {@code most} objects, both inclusive. The list is required
   * unless {@code least} is 0.
   */
  public <T> List<T> list(String name, int least, int most, Function<Body, T> item) {
    var value = take(name);
    if (value.isEmpty()) {
      if (least > 0) {
        missing(name);
      }
      return List.of();
    }
    if (!value.get().isArray() || value.get().size() < least || value.get().size() > most) {
      fault(name, "must be a list of %s to %s objects".formatted(least, most));
      return List.of();
    }
    var items = new ArrayList<T>();
    for (int i = 0; i < value.get().size(); i++) {
      var place = pointer + "/" + name + "/" + i;
      if (value.get().get(i) instanceof ObjectNode object) {
        var body = new Body(object, place, faults);
        inner.add(body);
        items.add(item.apply(body));
      } else {
        faults.add(Fault.at(place, "must be an object"));
      }
    }
    return items;
  }

  /**
   * Reads an optional list of at most {@code most} strings, and parses each of them.
   *
   * @param expected what the parser accepts, to follow "must be" in the fault of a string
   * @param parser returns an empty result if the string is malformed
   */
  public <T> Optional<List<T>> optionalParsedList(
      String name, int most, String expected, Function<String, Optional<T>> parser) {
    var value = take(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isArray() || value.get().size() > most) {
      fault(name, "must be a list of at most %s strings".formatted(most));
      return Optional.empty();
    }
    var items = new ArrayList<T>();
    for (int i = 0; i < value.get().size(); i++) {
      var item = value.get().get(i);
      var parsed = item.isTextual() ? parser.apply(item.textValue()) : Optional.<T>empty();
      if (parsed.isEmpty()) {
        faults.add(Fault.at(pointer + "/" + name + "/" + i, "must be " + expected));
      }
      parsed.ifPresent(items::add);
    }
    return Optional.of(items);
  }

  /** Reads an optional object as it was sent. None of its fields counts as unknown. */
  public Optional<ObjectNode> optionalTree(String name) {
    var value = take(name);
    if (value.isPresent() && !value.get().isObject()) {
      fault(name, "must be an object");
    }
    return value.filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }

  /** Reads a required object. */
  public Body object(String name) {
    var value = take(name);
    if (value.isPresent() && value.get() instanceof ObjectNode object) {
      var body = new Body(object, pointer + "/" + name, faults);
      inner.add(body);
      return body;
    }
    fault(name, "must be an object");
    return new Body(Json.object(), pointer + "/" + name, new ArrayList<>());
  }

  /** Reads an optional object. */
  public Optional<Body> optionalObject(String name) {
    return take(name).isEmpty() ? Optional.empty() : Optional.of(object(name));
  }

  /**
   * Ends the reading of the body.
   *
   * @throws ProblemException with all faults, if there are any, or if the body has an unknown field
   */
  public void done() {
    gatherUnknown();
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemCode.VALIDATION, "The request is not valid.").withAll(faults));
    }
  }

  private void gatherUnknown() {
    for (var name : node.properties()) {
      if (!known.contains(name.getKey())) {
        fault(name.getKey(), "is not a field of this request");
      }
    }
    inner.forEach(Body::gatherUnknown);
  }

  private Optional<JsonNode> take(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private void missing(String name) {
    fault(name, "is missing");
  }
}
