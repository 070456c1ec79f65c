package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a JSON body, read field by field. Faults are gathered, each with its JSON pointer;
 * {@link #done} refuses the request with all of them. Fields that nobody asked for are faults.
 */
public final class Body {
  /** The longest body, in bytes. */
  public static final int LONGEST = 64 * 1024;

  private static final int LONGEST_NAME = 64;
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";

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

  /** Reads a request's body: JSON in UTF-8, one object, at most {@link #LONGEST} bytes. */
  public static Body of(Request request) {
    if (request.body().length > LONGEST) {
      throw refused(
          Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "A body has at most " + LONGEST + " bytes."));
    }
    requireJson(request);
    try {
      if (Json.read(utf8(request.body())) instanceof ObjectNode object) {
        return new Body(object, "", new ArrayList<>());
      }
    } catch (JsonProcessingException | CharacterCodingException _) {
      // Its message may hold what the client sent: refused below like any other that is no object.
    }
    throw refused(
        Problem.of(ProblemCode.MALFORMED_JSON, "The body is not one JSON object in UTF-8."));
  }

  /** Reads the event of a function that is not on HTTP: one JSON object. */
  public static Body ofEvent(String json) {
    try {
      if (Json.read(json) instanceof ObjectNode object) {
        return new Body(object, "", new ArrayList<>());
      }
    } catch (JsonProcessingException _) {
      // As above: its message is not told.
    }
    throw refused(Problem.of(ProblemCode.MALFORMED_JSON, "The event is not one JSON object."));
  }

  private static void requireJson(Request request) {
    var isMerge = request.method().equals("PATCH");
    if (request
        .mediaType()
        .filter(MediaType::isUtf8)
        .map(MediaType::name)
        .filter(name -> name.equals(JSON) || (isMerge && name.equals(MERGE)))
        .isEmpty()) {
      throw refused(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, uncompressed."));
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Reads a field that must be text of 1 to {@code longest} characters. */
  public String text(String name, int longest) {
    return optionalText(name, longest)
        .orElseGet(
            () -> {
              missing(name);
              return "";
            });
  }

  /** Reads a field that may be absent, and is text of 1 to {@code longest} characters else. */
  public Optional<String> optionalText(String name, int longest) {
    return optionalText(
        name,
        Text::canonical,
        longest,
        "must have 1 to %s characters, and none that is hidden or turns the reading order"
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
   * Reads a field that may be absent, and else is the client's own words: 1 to {@code longest}
   * characters, given {@link Masked}.
   */
  public Optional<String> optionalWords(String name, int longest) {
    return optionalText(name, longest).map(Masked::text);
  }

  /**
   * Reads a field that must be the client's own words on one or more lines: 1 to {@code longest}
   * characters, given {@link Masked}.
   */
  public String lines(String name, int longest) {
    return optionalLines(name, longest)
        .orElseGet(
            () -> {
              missing(name);
              return "";
            });
  }

  /** Reads a field that may be absent, and else is the client's own words on one or more lines. */
  public Optional<String> optionalLines(String name, int longest) {
    return optionalText(
            name,
            Text::canonicalLines,
            longest,
            ("must have 1 to %s characters, and none but line ends that is hidden or turns the"
                    + " reading order")
                .formatted(longest))
        .map(Masked::text);
  }

  /** Reads a field that must be text which a parser understands. */
  public <T> Optional<T> parsed(
      String name, int longest, String expected, Function<String, Optional<T>> parser) {
    var before = faults.size();
    var text = text(name, longest);
    return faults.size() > before ? Optional.empty() : understood(name, text, expected, parser);
  }

  /** Reads a field that may be absent, and is text which a parser understands else. */
  public <T> Optional<T> optionalParsed(
      String name, int longest, String expected, Function<String, Optional<T>> parser) {
    var before = faults.size();
    var text = optionalText(name, longest);
    return faults.size() > before
        ? Optional.empty()
        : text.flatMap(given -> understood(name, given, expected, parser));
  }

  /**
   * Reads a field that may be absent, and else is text that a parser understands as it was sent,
   * with what it may hold of hidden characters.
   */
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

  /** Tells whether a field is null, which in a merge says that it is to be removed. */
  public boolean isNull(String name) {
    known.add(name);
    return node.has(name) && node.get(name).isNull();
  }

  /** Refuses a null in fields of a merge that are always there. */
  public void cannotBeRemoved(String... names) {
    for (var name : names) {
      if (isNull(name)) {
        fault(name, "cannot be removed");
      }
    }
  }

  /** Refuses a field that callers may expect to be one, and says why it is none. */
  public void refuse(String name, String why) {
    if (node.has(name)) {
      known.add(name);
      fault(name, why);
    }
  }

  /** Notes a fault of a field that is there or should be. */
  public void fault(String name, String detail) {
    known.add(name);
    var escaped = name.replace("~", "~0").replace("/", "~1");
    faults.add(Fault.at(pointer + "/" + escaped, detail));
  }

  /** Tells whether a field is there and not null. */
  public boolean has(String name) {
    return take(name).isPresent();
  }

  /**
   * Reads a field that must be a whole number from {@code least} to {@code most}, however it is
   * written: 2, 2.0 or 2e0.
   */
  public int integer(String name, int least, int most) {
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

  private static Optional<Integer> whole(JsonNode value) {
    try {
      // Exact, and it never writes out what an exponent stands for.
      return value.isNumber()
          ? Optional.of(value.decimalValue().intValueExact())
          : Optional.empty();
    } catch (ArithmeticException _) {
      return Optional.empty(); // A fraction, or beyond the range of an int.
    }
  }

  /** Reads a field that must be {@code true}. */
  public void mustBeTrue(String name, String why) {
    var value = take(name);
    if (value.isEmpty() || !value.get().isBoolean() || !value.get().booleanValue()) {
      fault(name, "must be true: " + why);
    }
  }

  /** Reads a field that may be absent, and is a whole number from {@code least} on else. */
  public Optional<Integer> optionalInteger(String name, int least, int most) {
    return take(name).isEmpty() ? Optional.empty() : Optional.of(integer(name, least, most));
  }

  /** Reads a field that must be one of these names. */
  public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> names) {
    return parsed(name, LONGEST_NAME, expected(names), text -> named(names, text));
  }

  /** Reads a field that may be absent, and is one of these names else. */
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

  /** Reads a field that must be a list of {@code least} to {@code most} objects. */
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

  /** Reads a field that must be an object. */
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

  /** Reads a field that may be absent, and must be an object else. */
  public Optional<Body> optionalObject(String name) {
    return take(name).isEmpty() ? Optional.empty() : Optional.of(object(name));
  }

  /** Refuses the request if anything was wrong or a field was not asked for. */
  public void done() {
    gatherUnknown();
    if (!faults.isEmpty()) {
      throw refused(
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

  private static ProblemException refused(Problem problem) {
    return new ProblemException(problem);
  }
}
