package dev.keyshelf.embedded.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Attribute values in JSON: an object with one member, whose name is the type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public final class Attributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 32;

  private Attributes() {}

  /**
   * Reads an item: attribute names, each with a value.
   *
   * @throws Refusal if a value is not valid in the service
   */
  public static Map<String, Value> read(JsonNode item) {
    return read(item, 0);
  }

  private static Map<String, Value> read(JsonNode item, int depth) {
    if (!item.isObject()) {
      throw Refusal.serialization("Unexpected field type");
    }
    var values = LinkedHashMap.<String, Value>newLinkedHashMap(item.size());
    item.properties().forEach(each -> values.put(each.getKey(), readValue(each.getValue(), depth)));
    return values;
  }

  /**
   * Reads one value.
   *
   * @throws Refusal if the value is not valid in the service
   */
  public static Value readValue(JsonNode value) {
    return readValue(value, 0);
  }

  private static Value readValue(JsonNode value, int depth) {
    if (!value.isObject()) {
      throw Refusal.serialization("Unexpected value type in payload");
    }
    if (depth > DEEPEST) {
      throw Refusal.validation("Nesting Levels have exceeded supported limits");
    }
    var types = value.properties();
    if (types.isEmpty()) {
      throw Refusal.validation(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
    if (types.size() > 1) {
      throw Refusal.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    var only = types.iterator().next();
    JsonNode content = only.getValue();
    return switch (only.getKey()) {
      case "S" -> new Value.S(text(content));
      case "N" -> new Value.N(Numbers.parse(text(content)));
      case "B" -> new Value.B(bytes(content));
      case "BOOL" -> new Value.Bool(flag(content));
      case "NULL" -> nothing(content);
      case "SS" -> new Value.SS(set(content, "An string set ", Attributes::text));
      case "NS" -> new Value.NS(numbers(content));
      case "BS" -> new Value.BS(set(content, "Binary sets should not be empty", Attributes::bytes));
      case "L" -> new Value.L(list(content, member -> readValue(member, depth + 1)));
      case "M" -> new Value.M(read(content, depth + 1));
      default ->
          throw Refusal.validation(
              "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes");
    };
  }

  private static Value nothing(JsonNode content) {
    if (!flag(content)) {
      throw Refusal.parameter("Null attribute value types must have the value of true");
    }
    return new Value.Null();
  }

  private static Set<BigDecimal> numbers(JsonNode content) {
    var texts = list(content, Attributes::text);
    requireSome(texts, "An number set ");
    var numbers = texts.stream().map(Numbers::parse).toList();
    return distinct(numbers, texts);
  }

  private static <T> Set<T> set(JsonNode content, String kind, Function<JsonNode, T> reader) {
    var members = list(content, reader);
    requireSome(members, kind);
    return distinct(members, members);
  }

  private static void requireSome(List<?> members, String kind) {
    if (members.isEmpty()) {
      throw Refusal.parameter(kind.endsWith(" ") ? kind + " may not be empty" : kind);
    }
  }

  private static <T> Set<T> distinct(List<T> members, Collection<?> shown) {
    var set = new LinkedHashSet<>(members);
    if (set.size() < members.size()) {
      throw Refusal.parameter("Input collection " + shown + " contains duplicates.");
    }
    return set;
  }

  private static <T> List<T> list(JsonNode content, Function<JsonNode, T> reader) {
    if (!content.isArray()) {
      throw Refusal.serialization("Unexpected field type");
    }
    var members = new ArrayList<T>(content.size());
    content.forEach(member -> members.add(reader.apply(member)));
    return members;
  }

  private static String text(JsonNode content) {
    if (!content.isTextual()) {
      throw Refusal.serialization(kind(content) + " cannot be converted to String");
    }
    return content.textValue();
  }

  private static boolean flag(JsonNode content) {
    if (!content.isBoolean()) {
      throw Refusal.serialization(kind(content) + " cannot be converted to Boolean");
    }
    return content.booleanValue();
  }

  private static String kind(JsonNode content) {
    return switch (content.getNodeType()) {
      case STRING -> "STRING_VALUE";
      case BOOLEAN -> content.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
      case NUMBER -> content.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
      default -> content.getNodeType() + "_VALUE";
    };
  }

  private static Bytes bytes(JsonNode content) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text(content)));
    } catch (IllegalArgumentException _) {
      throw Refusal.serialization("only base-64-encoded strings are convertible to bytes");
    }
  }

  /** Returns an item as the API writes it. */
  public static ObjectNode write(Map<String, Value> item) {
    var node = JSON.objectNode();
    item.forEach((name, value) -> node.set(name, writeValue(value)));
    return node;
  }

  /** Returns a value as the API writes it. */
  public static ObjectNode writeValue(Value value) {
    return JSON.objectNode().set(value.type(), content(value));
  }

  private static JsonNode content(Value value) {
    return switch (value) {
      case Value.S(var text) -> JSON.textNode(text);
      case Value.N(var number) -> JSON.textNode(Numbers.text(number));
      case Value.B(var bytes) -> JSON.textNode(bytes.toString());
      case Value.Bool(var flag) -> JSON.booleanNode(flag);
      case Value.Null _ -> JSON.booleanNode(true);
      case Value.SS(var texts) -> array(texts, JSON::textNode);
      case Value.NS(var numbers) -> array(numbers, each -> JSON.textNode(Numbers.text(each)));
      case Value.BS(var bytes) -> array(bytes, each -> JSON.textNode(each.toString()));
      case Value.L(var values) -> array(values, Attributes::writeValue);
      case Value.M(var values) -> write(values);
    };
  }

  private static <T> JsonNode array(Collection<T> members, Function<T, JsonNode> writer) {
    var array = JSON.arrayNode(members.size());
    members.forEach(member -> array.add(writer.apply(member)));
    return array;
  }
}
