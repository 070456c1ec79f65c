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
 * A JSON or YAML object that matches its schema, read field by field into the domain's types. If a
 * type refuses a value, that is a fault at the value's place. After a fault, readers return
 * stand-ins, since nothing of a file with faults is used.
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

  /** Returns the root object of a file, which adds its faults to these. */
  public static Document of(SourceFile file, Faults faults) {
    return new Document(file, file.root(), "", faults);
  }

  /**
   * Reads and parses a required field.
   *
   * @param parser throws {@link IllegalArgumentException} if the text is not valid
   */
  public <T> Optional<T> read(String name, Function<String, T> parser) {
    return parse(name, field(name), parser);
  }

  /** Reads and parses an optional field. */
  public <T> Optional<T> readOptional(String name, Function<String, T> parser) {
    return node.has(name) ? read(name, parser) : Optional.empty();
  }

  /** Reads a required field as text. */
  public String text(String name) {
    return field(name).asText();
  }

  /**
   * Reads a required field as one line of text for people, in its canonical form. It is a fault if
   * the text shows nothing, or holds characters that are hidden or change the text direction.
   */
  public String words(String name) {
    return words(name, field(name));
  }

  /** Reads an optional field as one line of text for people, like {@link #words(String)}. */
  public Optional<String> optionalWords(String name) {
    return node.has(name) ? Optional.of(words(name)) : Optional.empty();
  }

  /** Reads a required field as a list of lines for people, like {@link #words(String)}. */
  public List<String> listedWords(String name) {
    var lines = new ArrayList<String>();
    var nodes = field(name);
    for (int i = 0; i < nodes.size(); i++) {
      lines.add(words(name + "/" + i, nodes.get(i)));
    }
    return lines;
  }

  private String words(String name, JsonNode value) {
    var given = value.asText();
    var words = Text.canonical(given).filter(text -> !text.isEmpty());
    if (words.isEmpty()) {
      fault(name, "must be visible text, with no character hidden or changing the text direction");
    }
    return words.orElse(given);
  }

  /** Reads a required field as an ISO 8601 instant. */
  public Instant instant(String name) {
    return read(name, Instant::parse).orElse(Instant.EPOCH);
  }

  /** Reads a required field as a whole number. */
  public long number(String name) {
    return field(name).longValue();
  }

  /** Reads a required field as a whole number of at most 2^31 - 1. */
  public int integer(String name) {
    return field(name).intValue();
  }

  /** Reads a required field as a boolean. */
  public boolean flag(String name) {
    return field(name).booleanValue();
  }

  /** Reads a required field as a list of texts, and parses each. */
  public <T> List<T> texts(String name, Function<String, T> parser) {
    var items = new ArrayList<T>();
    var nodes = field(name);
    for (int i = 0; i < nodes.size(); i++) {
      parse(name + "/" + i, nodes.get(i), parser).ifPresent(items::add);
    }
    return items;
  }

  /** Reads an optional field as a list of texts, and parses each. An absent list is empty. */
  public <T> List<T> optionalTexts(String name, Function<String, T> parser) {
    return node.has(name) ? texts(name, parser) : List.of();
  }

  /** Reads a required field as a list of mappings. */
  public <T> List<T> list(String name, Function<Document, Optional<T>> reader) {
    var items = new ArrayList<T>();
    var nodes = field(name);
    for (int i = 0; i < nodes.size(); i++) {
      inner(name + "/" + i, nodes.get(i)).guarded(reader).ifPresent(items::add);
    }
    return items;
  }

  /** Reads a required field as a mapping. */
  public Document mapping(String name) {
    return inner(name, field(name));
  }

  /** Reads an optional field as a mapping. */
  public Optional<Document> optionalMapping(String name) {
    return node.has(name) ? Optional.of(mapping(name)) : Optional.empty();
  }

  /** Returns the names of this mapping's fields. */
  public Set<String> names() {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Adds a fault of a field, or of the whole mapping if the name is empty. */
  public void fault(String name, String detail) {
    faults.add(note(name, detail));
  }

  /** Returns a note on a field, or on the whole mapping if the name is empty. It is no fault. */
  public ImportFault note(String name, String detail) {
    return file.fault(name.isEmpty() ? pointer : pointer + "/" + name, detail);
  }

  /** Returns the line of this mapping, counted from 1. */
  public int line() {
    return file.line(pointer);
  }

  /**
   * Runs a reader that makes a value of this mapping. An {@link IllegalArgumentException} becomes a
   * fault.
   *
   * @return the value, or an empty result if the reader added a fault
   */
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
    return message == null ? "it is not accepted" : message;
  }
}
