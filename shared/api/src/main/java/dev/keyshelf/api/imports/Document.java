package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.http.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An object of a file that its schema admits, made into the domain's types field by field. What a
 * type refuses is a fault of its place. What is read after a fault is a stand-in: nothing of a file
 * with faults is used.
 */
public final class Document {
  private final SourceFile file;
  private final JsonNode node;
  private final String pointer;
  private final Faults faults;

  private Document(SourceFile file, JsonNode node, String pointer, Faults faults) {
    this.file = file;
    this.node = node;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** Reads a file's one object; faults go there. */
  public static Document of(SourceFile file, Faults faults) {
    return new Document(file, file.root(), "", faults);
  }

  /** Reads a field as text that a parser understands. */
  public <T> Optional<T> read(String name, Function<String, T> parser) {
    return parse(name, field(name), parser);
  }

  /** Reads a field that may be absent, as text that a parser understands. */
  public <T> Optional<T> readOptional(String name, Function<String, T> parser) {
    return node.has(name) ? read(name, parser) : Optional.empty();
  }

  /** Reads a field as text. */
  public String text(String name) {
    return field(name).asText();
  }

  /**
   * Reads a field as words of one line that people read, in their canonical form. A fault if nobody
   * could see them, or if they hold what is hidden or turns the order of what is beside them.
   */
  public String words(String name) {
    var given = text(name);
    var words = Text.canonical(given).filter(text -> !text.isEmpty());
    if (words.isEmpty()) {
      fault(
          name, "must be words that can be seen, none hidden and none that turn the reading order");
    }
    return words.orElse(given);
  }

  /** Reads a field as an instant of ISO 8601. */
  public Instant instant(String name) {
    return read(name, Instant::parse).orElse(Instant.EPOCH);
  }

  /** Reads a field as a whole number. */
  public long number(String name) {
    return field(name).longValue();
  }

  /** Reads a field as a whole number of up to 2^31 - 1. */
  public int integer(String name) {
    return field(name).intValue();
  }

  /** Reads a field as yes or no. */
  public boolean flag(String name) {
    return field(name).booleanValue();
  }

  /** Reads a field as a list of texts that a parser understands. */
  public <T> List<T> texts(String name, Function<String, T> parser) {
    var items = new ArrayList<T>();
    var nodes = field(name);
    for (int i = 0; i < nodes.size(); i++) {
      parse(name + "/" + i, nodes.get(i), parser).ifPresent(items::add);
    }
    return items;
  }

  /** Reads a field as a list of mappings. */
  public <T> List<T> list(String name, Function<Document, Optional<T>> reader) {
    var items = new ArrayList<T>();
    var nodes = field(name);
    for (int i = 0; i < nodes.size(); i++) {
      inner(name + "/" + i, nodes.get(i)).guarded(reader).ifPresent(items::add);
    }
    return items;
  }

  /** Reads a field as a mapping. */
  public Document mapping(String name) {
    return inner(name, field(name));
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

  /** Notes a fault of a field, or of the whole mapping when the name is empty. */
  public void fault(String name, String detail) {
    faults.add(file.fault(name.isEmpty() ? pointer : pointer + "/" + name, detail));
  }

  /** Gives the line of this mapping, counted from 1. */
  public int line() {
    return file.line(pointer);
  }

  /** Makes a thing of what was read; what its type refuses is a fault. */
  public <T> Optional<T> guarded(Function<Document, Optional<T>> reader) {
    var before = faults.count();
    try {
      var made = reader.apply(this);
      return faults.count() == before ? made : Optional.empty();
    } catch (IllegalArgumentException refused) {
      if (faults.count() == before) {
        fault("", said(refused));
      }
      return Optional.empty();
    }
  }

  private Document inner(String name, JsonNode value) {
    return new Document(file, value, pointer + "/" + name, faults);
  }

  private JsonNode field(String name) {
    var value = node.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the schema must require " + SourceFile.path(pointer + "/" + name));
    }
    return value;
  }

  private <T> Optional<T> parse(String name, JsonNode value, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(value.asText()));
    } catch (DateTimeException _) {
      fault(name, "'%s' is not valid: there is no such time".formatted(value.asText()));
    } catch (IllegalArgumentException refused) {
      fault(name, "'%s' is not valid: %s".formatted(value.asText(), said(refused)));
    }
    return Optional.empty();
  }

  private static String said(IllegalArgumentException refused) {
    var message = refused.getMessage();
    return message == null ? "it is refused" : message;
  }
}
