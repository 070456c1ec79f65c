package dev.keyshelf.api.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Builds a tree from the parser's tokens, since only tokens know their lines. It refuses YAML
 * anchors, aliases and tags. They can make a small file expand to a large one, or mean something
 * other than it shows.
 */
final class TreeReader {
  /** The maximum nesting depth. No valid file is this deep. */
  private static final int DEEPEST = 20;

  /** The maximum number of values, which limits the memory that a tree takes. */
  private static final int MOST_VALUES = 100_000;

  /** The maximum number of digits on either side of the decimal point that an exponent may make. */
  private static final int MOST_DIGITS = 1_000;

  private static final int LONGEST_STRING = 64 * 1024;
  private static final int LONGEST_NUMBER = 30;

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxStringLength(LONGEST_STRING)
          .maxNameLength(LONGEST_STRING)
          .maxNumberLength(LONGEST_NUMBER)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .loaderOptions(loaderOptions())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final Map<String, Integer> lines = new HashMap<>();

  private TreeReader(JsonParser parser) {
    this.parser = parser;
  }

  private static LoaderOptions loaderOptions() {
    var options = new LoaderOptions();
    options.setCodePointLimit(SourceFile.LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    return options;
  }

  /** A tree, and the line of each of its values by JSON pointer. */
  record Tree(JsonNode root, Map<String, Integer> lines) {}

  /** Says why a text cannot be parsed. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String path;
    private final String detail;

    Malformed(int line, String path, String detail) {
      super(detail);
      this.line = line;
      this.path = path;
      this.detail = detail;
    }

    int line() {
      return line;
    }

    String path() {
      return path;
    }

    String detail() {
      return detail;
    }
  }

  static Tree read(String name, String text) throws Malformed {
    var isJson = name.endsWith(".json");
    try (var parser = isJson ? JSON.createParser(text) : YAML.createParser(text)) {
      var reader = new TreeReader(parser);
      if (parser.nextToken() == null) {
        throw new Malformed(1, "", "is empty");
      }
      var root = reader.value("");
      if (parser.nextToken() != null) {
        throw new Malformed(
            reader.line(), "", "must hold only one document, and this is the second");
      }
      return new Tree(root, reader.lines);
    } catch (JsonProcessingException malformed) {
      throw said(malformed, isJson ? "JSON" : "YAML");
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory cannot fail", impossible);
    }
  }

  /** Keeps only the part of a parser's message that concerns the file, not the parser itself. */
  private static Malformed said(JsonProcessingException malformed, String format) {
    if (malformed.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      var line = marked.getProblemMark().getLine() + 1;
      return new Malformed(line, "", "not %s: %s".formatted(format, marked.getProblem().strip()));
    }
    var message =
        String.valueOf(malformed.getOriginalMessage())
            .lines()
            .findFirst()
            .orElse("cannot be read")
            .replaceAll("\\(?(start marker )?at \\[Source.*|\\(`?[A-Za-z]+[.(].*", "")
            .strip();
    return new Malformed(
        line(malformed.getLocation()), "", "not %s: %s".formatted(format, message));
  }

  private int line() {
    return line(parser.currentTokenLocation());
  }

  private static int line(@Nullable JsonLocation location) {
    return location == null ? 1 : Math.max(1, location.getLineNr());
  }

  private JsonNode value(String pointer) throws IOException, Malformed {
    refuseWhatIsNotPlain(pointer);
    lines.put(pointer, line());
    if (lines.size() > MOST_VALUES) {
      throw new Malformed(line(), "", "holds more than 100000 values; split it");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer);
      case START_ARRAY -> array(pointer);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(pointer);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Malformed(line(), SourceFile.path(pointer), "is not a value");
    };
  }

  /**
   * Reads a number, and returns an integer node if it is whole, however it is written. The schema
   * library compares only the last 64 bits of a decimal with its bounds.
   */
  private JsonNode decimal(String pointer) throws IOException, Malformed {
    try {
      var decimal = parser.getDecimalValue();
      // This check comes before stripTrailingZeros, which fails for the largest exponents.
      if (Math.abs((long) decimal.scale()) <= MOST_DIGITS) {
        var plain = decimal.stripTrailingZeros();
        return plain.scale() <= 0
            ? NODES.numberNode(plain.toBigIntegerExact())
            : NODES.numberNode(plain);
      }
    } catch (NumberFormatException _) {
      // Jackson throws this for an exponent that BigDecimal cannot hold.
    }
    throw new Malformed(
        line(), SourceFile.path(pointer), "is a number whose exponent is out of range");
  }

  private JsonNode object(String pointer) throws IOException, Malformed {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      refuseWhatIsNotPlain(pointer);
      var name = parser.currentName();
      parser.nextToken();
      object.set(name, value(pointer + "/" + name.replace("~", "~0").replace("/", "~1")));
    }
    return object;
  }

  private JsonNode array(String pointer) throws IOException, Malformed {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(pointer + "/" + array.size()));
    }
    return array;
  }

  private void refuseWhatIsNotPlain(String pointer) throws IOException, Malformed {
    if (!(parser instanceof YAMLParser yaml)) {
      return;
    }
    var path = SourceFile.path(pointer);
    if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
      throw new Malformed(
          line(), path, "anchors and aliases are not allowed: write the value in full");
    }
    if (yaml.getTypeId() != null) {
      throw new Malformed(line(), path, "tags are not allowed: write the value without a tag");
    }
  }
}
