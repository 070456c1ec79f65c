package dev.keyshelf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An object of an operator's file, read field by field. Faults are gathered as {@code file: path:
 * what}; fields that nobody asked for are faults. What is read after a fault is a stand-in: nothing
 * of a file with faults is used.
 */
public final class Document {
  private final JsonNode node;
  private final String file;
  private final String path;
  private final List<String> faults;
  private final Set<String> known = new HashSet<>();
  private final List<Document> inner = new ArrayList<>();

  private Document(JsonNode node, String file, String path, List<String> faults) {
    this.node = node;
    this.file = file;
    this.path = path;
    this.faults = faults;
  }

  /** Reads a file's one object; faults go to the list. */
  public static Document of(String file, JsonNode root, List<String> faults) {
    var document = new Document(root, file, "", faults);
    if (!root.isObject()) {
      document.fault("", "must hold one mapping");
    }
    return document;
  }

  /** Reads a field that must be there, as text that a parser understands. */
  public <T> Optional<T> read(String name, Function<String, T> parser) {
    var value = take(name);
    if (value.isEmpty()) {
      fault(name, "is missing");
      return Optional.empty();
    }
    return parse(name, value.get(), parser);
  }

  /** Reads a field that may be absent, as text that a parser understands. */
  public <T> Optional<T> readOptional(String name, Function<String, T> parser) {
    return take(name).flatMap(value -> parse(name, value, parser));
  }

  /** Reads a field that must be there, as text. */
  public String text(String name) {
    return read(name, Function.identity()).orElse("?");
  }

  /** Reads a field that must be there, as an instant of ISO 8601. */
  public Instant instant(String name) {
    return read(name, Instant::parse).orElse(Instant.EPOCH);
  }

  /** Reads a field that must be there, as a whole number. */
  public long number(String name) {
    return read(name, Long::parseLong).orElse(1L);
  }

  /** Reads a field that must be there, as a whole number of up to 2^31 - 1. */
  public int integer(String name) {
    return read(name, Integer::parseInt).orElse(1);
  }

  /** Reads a field that must be there, as yes or no. */
  public boolean flag(String name) {
    return read(name, Document::yesOrNo).orElse(false);
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  /** Reads a field that must be there, as a list of texts that a parser understands. */
  public <T> List<T> texts(String name, Function<String, T> parser) {
    var items = new ArrayList<T>();
    for (var item : listOf(name)) {
      parse(name, item, parser).ifPresent(items::add);
    }
    return items;
  }

  /** Reads a field that must be there, as a list of mappings. */
  public <T> List<T> list(String name, Function<Document, Optional<T>> reader) {
    var items = new ArrayList<T>();
    var nodes = listOf(name);
    for (int i = 0; i < nodes.size(); i++) {
      var document = inner(nodes.get(i), "%s[%d]".formatted(name, i));
      document.guarded(reader).ifPresent(items::add);
    }
    return items;
  }

  /** Reads a field that must be there, as a mapping. */
  public Document mapping(String name) {
    var value = take(name);
    if (value.isEmpty() || !value.get().isObject()) {
      fault(name, "must be a mapping");
      return inner(Json.object(), name);
    }
    return inner(value.get(), name);
  }

  /** Reads a field that may be absent, as a mapping. */
  public Optional<Document> optionalMapping(String name) {
    return node.has(name) ? Optional.of(mapping(name)) : Optional.empty();
  }

  /** Gives the names of this mapping's fields. */
  public Set<String> names() {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Notes a fault of a field. */
  public void fault(String name, String what) {
    var place = path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    faults.add(file + ": " + (place.isEmpty() ? what : place + ": " + what));
  }

  /** Makes a thing of what was read; what its type refuses is a fault. */
  public <T> Optional<T> guarded(Function<Document, Optional<T>> reader) {
    var before = faults.size();
    try {
      var made = reader.apply(this);
      return faults.size() == before ? made : Optional.empty();
    } catch (IllegalArgumentException refused) {
      if (faults.size() == before) {
        fault("", String.valueOf(refused.getMessage()));
      }
      return Optional.empty();
    }
  }

  /** Notes each field that nobody asked for, here and further in. */
  public void refuseUnknown() {
    for (var name : names()) {
      if (!known.contains(name)) {
        fault(name, "is not a field that is known here");
      }
    }
    inner.forEach(Document::refuseUnknown);
  }

  private Document inner(JsonNode value, String name) {
    var document = new Document(value, file, path.isEmpty() ? name : path + "." + name, faults);
    inner.add(document);
    return document;
  }

  private Optional<JsonNode> take(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private List<JsonNode> listOf(String name) {
    var value = take(name);
    if (value.isEmpty() || !value.get().isArray()) {
      fault(name, "must be a list");
      return List.of();
    }
    var nodes = new ArrayList<JsonNode>();
    value.get().forEach(nodes::add);
    return nodes;
  }

  private <T> Optional<T> parse(String name, JsonNode value, Function<String, T> parser) {
    if (!value.isValueNode()) {
      fault(name, "must be one value");
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value.asText()));
    } catch (IllegalArgumentException | DateTimeParseException refused) {
      fault(name, "'%s' is not valid: %s".formatted(value.asText(), refused.getMessage()));
      return Optional.empty();
    }
  }
}
