package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as trees, without reflection. Reading has limits that no honest body
 * reaches. It works token by token and without {@code ObjectMapper}, whose four hundred classes
 * take 7 % of the CPU of a purchase's cold start ({@code ./keyshelf-bench starts}).
 */
public final class Json {
  private static final int DEEPEST = 20;
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_STRING = 8 * 1024;

  /** More than an HTTP API's headers may have together, and than its longest path. */
  private static final int LONGEST_STRING_OF_AN_EVENT = 64 * 1024;

  /** More than an HTTP API's longest body, also in base 64. */
  private static final int LONGEST_BODY_OF_A_REQUEST = 20_000_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonFactory TOKENS = tokens(LONGEST_STRING);

  /** Made by the first event, since most functions read none. */
  private static final class Events {
    static final JsonFactory TOKENS = tokens(LONGEST_STRING_OF_AN_EVENT);
  }

  /** Made by the first request. */
  private static final class Requests {
    static final JsonFactory TOKENS = tokens(LONGEST_BODY_OF_A_REQUEST);
  }

  private Json() {}

  private static JsonFactory tokens(int longestString) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(longestString)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /** Returns a new empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /**
   * Returns an object with the changes of a merge patch (RFC 7396). Both arguments stay as they
   * are.
   */
  public static ObjectNode merged(ObjectNode target, ObjectNode patch) {
    var merged = target.deepCopy();
    for (var field : patch.properties()) {
      var name = field.getKey();
      if (field.getValue().isNull()) {
        merged.remove(name);
      } else if (field.getValue() instanceof ObjectNode inner) {
        merged.set(
            name, merged(merged.get(name) instanceof ObjectNode old ? old : object(), inner));
      } else {
        merged.set(name, field.getValue());
      }
    }
    return merged;
  }

  /** Returns the text of a tree. A {@link RawValue} in it is copied unchanged. */
  public static String write(JsonNode tree) {
    var text = new StringWriter();
    try (var generator = TOKENS.createGenerator(text)) {
      write(generator, tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        generator.writeStartObject();
        for (var field : node.properties()) {
          generator.writeFieldName(field.getKey());
          write(generator, field.getValue());
        }
        generator.writeEndObject();
      }
      case ARRAY -> {
        generator.writeStartArray();
        for (var element : node) {
          write(generator, element);
        }
        generator.writeEndArray();
      }
      case STRING -> generator.writeString(node.textValue());
      case NUMBER -> writeNumber(generator, node);
      case BOOLEAN -> generator.writeBoolean(node.booleanValue());
      case NULL -> generator.writeNull();
      case POJO -> {
        if (((POJONode) node).getPojo() instanceof RawValue written) {
          written.serialize(generator);
        } else {
          throw new IllegalArgumentException(
              "a POJO other than RawValue cannot be written as JSON");
        }
      }
      case BINARY, MISSING ->
          throw new IllegalArgumentException("cannot be written as JSON: " + node.getNodeType());
    }
  }

  private static void writeNumber(JsonGenerator generator, JsonNode node) throws IOException {
    switch (node.numberType()) {
      case INT -> generator.writeNumber(node.intValue());
      case LONG -> generator.writeNumber(node.longValue());
      case BIG_INTEGER -> generator.writeNumber(node.bigIntegerValue());
      case FLOAT, DOUBLE -> generator.writeNumber(node.doubleValue());
      case BIG_DECIMAL -> generator.writeNumber(node.decimalValue());
    }
  }

  /**
   * Reads a tree from untrusted text. It takes text, since the parser would guess the encoding of
   * bytes.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value within the limits
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return read(TOKENS, text);
  }

  /**
   * Reads an event of Lambda's own, whose texts may be as long as the headers of a request.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value within the limits
   */
  public static JsonNode readEvent(String text) throws JsonProcessingException {
    return read(Events.TOKENS, text);
  }

  /**
   * Reads an event with a request, whose body is one text.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value within the limits
   */
  static JsonNode readRequest(String text) throws JsonProcessingException {
    return read(Requests.TOKENS, text);
  }

  private static JsonNode read(JsonFactory tokens, String text) throws JsonProcessingException {
    try (var parser = tokens.createParser(text)) {
      var tree = tree(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value");
      }
      return tree;
    } catch (JsonProcessingException notJson) {
      throw notJson;
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory cannot fail", impossible);
    }
  }

  /** Reads a decimal. A double would round 2.0000000000000000001 to 2, and cannot hold 1E400. */
  private static JsonNode decimal(JsonParser parser) throws IOException {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException _) {
      throw new JsonParseException(parser, "an exponent that is out of range");
    }
  }

  /**
   * Reads the value that starts with a token. The parser's depth limit bounds the recursion. The
   * null check is outside the switch, because a switch that handles null is linked with method
   * handles, which slows the first read of a cold start.
   */
  private static JsonNode tree(JsonParser parser, @Nullable JsonToken start) throws IOException {
    if (start == null) {
      throw new JsonParseException(parser, "no value");
    }
    return switch (start) {
      case START_OBJECT -> {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          object.set(name, tree(parser, parser.nextToken()));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = NODES.arrayNode();
        for (var token = parser.nextToken();
            token != JsonToken.END_ARRAY;
            token = parser.nextToken()) {
          array.add(tree(parser, token));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(parser, "no value");
    };
  }
}
