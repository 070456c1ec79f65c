package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
          Problem.of(413, "payload-too-large", "A body has at most " + LONGEST + " bytes."));
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
        Problem.badRequest("malformed-json", "The body is not one JSON object in UTF-8."));
  }

  private static void requireJson(Request request) {
    var type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT).replace(" ", "");
    var isMerge = request.method().equals("PATCH") && type.equals("application/merge-patch+json");
    var isJson = type.equals("application/json") || type.equals("application/json;charset=utf-8");
    if (!(isJson || isMerge) || request.header("content-encoding").isPresent()) {
      throw refused(
          Problem.of(
              415, "unsupported-media-type", "Send application/json in UTF-8, uncompressed."));
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
    var value = take(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isTextual()) {
      fault(name, "must be a string");
      return Optional.of("");
    }
    var text = Text.canonical(value.get().textValue());
    if (text.isEmpty() || text.get().isBlank() || text.get().length() > longest) {
      fault(name, "must have 1 to %d characters and no control characters".formatted(longest));
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

  /** Reads a field that must be a whole number from {@code least} to {@code most}. */
  public int integer(String name, int least, int most) {
    var value = take(name);
    if (value.isEmpty()) {
      missing(name);
      return least;
    }
    if (!value.get().isIntegralNumber()
        || !value.get().canConvertToInt()
        || value.get().intValue() < least
        || value.get().intValue() > most) {
      fault(name, "must be a whole number from %d to %d".formatted(least, most));
      return least;
    }
    return value.get().intValue();
  }

  /** Reads a field that must be {@code true}. */
  public void mustBeTrue(String name, String why) {
    var value = take(name);
    if (value.isEmpty() || !value.get().isBoolean() || !value.get().booleanValue()) {
      fault(name, "must be true: " + why);
    }
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
      fault(name, "must be a list of %d to %d objects".formatted(least, most));
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
      throw refused(Problem.badRequest("validation", "The request is not valid.").withAll(faults));
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

  private void fault(String name, String detail) {
    var escaped = name.replace("~", "~0").replace("/", "~1");
    faults.add(Fault.at(pointer + "/" + escaped, detail));
  }

  private static ProblemException refused(Problem problem) {
    return new ProblemException(problem);
  }
}
