package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.contract.Places;
import dev.keyshelf.local.machine.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the API has the limits that the contract states: of each text, number and list of a
 * request, the last value within the limit is taken and the next one is refused with its place.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class RequestLimitsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory VALUES = JsonNodeFactory.instance;
  private static final Contract CONTRACT =
      Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml"));

  private static Shop shop;
  private static Client everybody;
  private static String customer;

  /** A value at a place, which is a pointer into the body or the name of a parameter. */
  private record Sent(String place, JsonNode value, boolean isWithin) {}

  @BeforeAll
  static void open() {
    shop = Shop.openWithoutKeys();
    everybody = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Client caller(String operation) {
    return operation.contains(" /v1/operator/") ? Operators.of(shop) : everybody;
  }

  private static List<String> operations() {
    return CONTRACT.operations().keySet().stream()
        .filter(operation -> operation.contains(" /v1/"))
        .sorted()
        .toList();
  }

  private static List<String> withBodies() {
    return operations().stream().filter(each -> !body(each).isMissingNode()).toList();
  }

  private static List<String> withQueries() {
    return operations().stream()
        .filter(
            each ->
                CONTRACT.parameters(each).stream()
                    .anyMatch(parameter -> parameter.path("in").asText().equals("query")))
        .toList();
  }

  private static JsonNode body(String operation) {
    return CONTRACT.operation(operation).at("/requestBody/content/application~1json/schema");
  }

  @ParameterizedTest
  @MethodSource("withBodies")
  void bodiesHaveTheLimitsOfTheContract(String operation) {
    var wrong = new ArrayList<String>();
    Places.of(CONTRACT, body(operation))
        .forEach(
            (place, schema) ->
                values(place, schema)
                    .filter(sent -> isWrong(operation, sent))
                    .forEach(sent -> wrong.add(described(sent))));

    assertThat(wrong).isEmpty();
  }

  private static boolean isWrong(String operation, Sent sent) {
    return isRefused(operation, sent.place(), sent.value()) == sent.isWithin()
        && !(sent.isWithin() && isRefused(operation, sent.place(), new TextNode("x")));
  }

  private static boolean isRefused(String operation, String pointer, JsonNode value) {
    var sample = sampleOf(operation);
    var whole = (ObjectNode) read(sample.body());
    put(whole, pointer, value);
    return sample
        .with("application/json", whole.toString())
        .sentBy(caller(operation))
        .all("pointer")
        .contains(pointer);
  }

  /**
   * A change of billing details is checked with those that the customer has, after its contact. So
   * the customer has to exist, and the example's change of a contact is left out.
   */
  private static Sample sampleOf(String operation) {
    var sample = Sample.of(CONTRACT, operation);
    return operation.equals("PATCH /v1/customers/{customerId}")
        ? new Sample(sample.method(), customer, sample.type(), "{}", sample.headers())
        : sample;
  }

  @ParameterizedTest
  @MethodSource("withQueries")
  void queriesHaveTheLimitsOfTheContract(String operation) {
    var wrong = new ArrayList<String>();
    for (var parameter : CONTRACT.parameters(operation)) {
      var name = parameter.path("name").asText();
      // Events are waited for as long as the parameter says.
      if (parameter.path("in").asText().equals("query") && !name.equals("wait")) {
        values(name, CONTRACT.resolved(parameter.path("schema")))
            .filter(sent -> isWrongInQuery(operation, sent))
            .forEach(sent -> wrong.add(described(sent)));
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static boolean isWrongInQuery(String operation, Sent sent) {
    return isRefusedInQuery(operation, sent.place(), sent.value().asText()) == sent.isWithin()
        && !(sent.isWithin() && isRefusedInQuery(operation, sent.place(), "x"));
  }

  private static boolean isRefusedInQuery(String operation, String name, String value) {
    var answer =
        Sample.of(CONTRACT, operation).asking(name + "=" + value).sentBy(caller(operation));
    return answer.all("parameter").contains(name) || answer.text().contains("\"cursor-invalid\"");
  }

  /** Returns the last value within each limit of a schema and the first one beyond it. */
  private static Stream<Sent> values(String place, JsonNode schema) {
    var values = new ArrayList<Sent>();
    if (schema.has("maxLength")) {
      var longest = schema.path("maxLength").asInt();
      values.add(new Sent(place, new TextNode("x".repeat(longest)), true));
      values.add(new Sent(place, new TextNode("x".repeat(longest + 1)), false));
    }
    if (schema.has("maximum")) {
      var largest = schema.path("maximum").asLong();
      values.add(new Sent(place, LongNode.valueOf(largest), true));
      values.add(new Sent(place, LongNode.valueOf(largest + 1), false));
    }
    if (schema.has("minimum")) {
      var least = schema.path("minimum").asLong();
      values.add(new Sent(place, LongNode.valueOf(least), true));
      values.add(new Sent(place, LongNode.valueOf(least - 1), false));
    }
    if (schema.has("maxItems")) {
      values.add(new Sent(place, list(schema.path("maxItems").asInt() + 1), false));
    }
    if (schema.path("minItems").asInt() > 0) {
      values.add(new Sent(place, list(0), false));
    }
    return values.stream();
  }

  private static ArrayNode list(int size) {
    var list = VALUES.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(IntNode.valueOf(i));
    }
    return list;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  /** Puts a value at a place. The objects and lists around it are added if they are missing. */
  private static void put(ObjectNode whole, String pointer, JsonNode value) {
    JsonNode at = whole;
    var names = pointer.substring(1).split("/");
    for (int i = 0; i < names.length; i++) {
      var last = i == names.length - 1;
      var isList = !last && names[i + 1].equals("0");
      var next = last ? value : at.path(names[i]);
      if (!last && !(isList ? next.isArray() : next.isObject())) {
        next = isList ? VALUES.arrayNode() : VALUES.objectNode();
      }
      if (at instanceof ObjectNode object) {
        object.set(names[i], next);
      } else if (at instanceof ArrayNode list) {
        list.removeAll();
        list.add(next);
      }
      at = next;
    }
  }

  private static String described(Sent sent) {
    var value = sent.value();
    var size = value.isTextual() ? value.asText().length() + " characters" : value.toString();
    return "%s: %s is %s"
        .formatted(sent.place(), size, sent.isWithin() ? "refused" : "not refused");
  }
}
