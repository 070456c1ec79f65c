package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.api.Canaries.Kind;
import dev.keyshelf.local.api.Estate.Things;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Plants a secret of each kind in each field, parameter and path variable of the contract, except
 * names. The secret must appear nowhere, not even in a user's own text.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class PlantedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Contract CONTRACT =
      Contract.of(Settings.defaultTemplate().resolveSibling("docs").resolve("openapi.yaml"));
  private static final String TOKEN = "q7Zx3vB8nQ1wE5rT7yU9iO2pA4sD6fG8hJ0kL3zX5cV";
  private static final Map<Kind, String> SECRETS =
      Map.of(
          Kind.KEY,
          "QWERT-ASDFG-ZXCVB-YUKHJ-NM234",
          Kind.TOKEN,
          TOKEN,
          Kind.JWT,
          "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ." + "Sx9_kQ-4".repeat(12),
          Kind.PRESIGNED_URL,
          "https://b.example/k?X-Amz-Date=1&X-Amz-Signature=" + "0a1b2c3d".repeat(8));

  /**
   * Names, references and addresses are stored and returned unchanged. SMITH-JONES is a name, but
   * looks like a key.
   */
  private static final Pattern NAMES =
      Pattern.compile(
          ".*/(companyName|name|purchaseOrderNumber|reference|costCentre)|/billing/.*|/address");

  private static final Canaries CANARIES = new Canaries();
  private static final Set<String> LEAKS = new TreeSet<>();

  private static Shop shop;
  private static String written;
  private static int planted;

  @BeforeAll
  static void plant() throws Exception {
    CANARIES.key(Objects.requireNonNull(SECRETS.get(Kind.KEY)));
    CANARIES.token(TOKEN);
    CANARIES.jwt(Objects.requireNonNull(SECRETS.get(Kind.JWT)));
    CANARIES.presigned(URI.create(Objects.requireNonNull(SECRETS.get(Kind.PRESIGNED_URL))));
    try (var output = new Output();
        var opened = Shop.open()) {
      shop = opened;
      shop.supply("windows-server-2019-standard", 20);
      var estate = new Estate(shop, "partner-a");
      var mine = estate.of("partner-a");
      for (var row : Access.ROWS) {
        plant(row, estate, estate.fresh(row, "partner-a", mine));
      }
      shop.machine().pump().drain();
      inTheTable();
      hear("the feed", shop.of("partner-a").get("/v1/events?after=0&limit=1000").expect(200));
      written = output.text();
    }
  }

  private static void plant(Access row, Estate estate, Things things) throws IOException {
    var user =
        row.isForOperators()
            ? Operators.of(shop)
            : row.needsAToken() ? shop.of("partner-a") : shop.nobody();
    for (var secret : SECRETS.entrySet()) {
      for (var asking :
          plantedIn(row, estate.asking(row, "partner-a", things), secret.getValue()).entrySet()) {
        planted++;
        hear(row + ", " + asking.getKey(), asking.getValue().by(user));
      }
    }
  }

  private static Map<String, Asking> plantedIn(Access row, Asking plain, String secret)
      throws IOException {
    var coded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    var askings = new LinkedHashMap<String, Asking>();
    for (var parameter : CONTRACT.parameters(row.route())) {
      var name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "query" -> askings.put("?" + name, plain.withQuery(name + "=" + coded));
        case "path" -> askings.put("{" + name + "}", inPath(row, plain, name, coded));
        case "header" -> askings.put(name, plain.withHeader(name, secret));
        default -> throw new IllegalArgumentException(parameter.toString());
      }
    }
    for (var name : List.of("User-Agent", "Referer", "Cookie", "Origin", "X-Request-Id")) {
      askings.put(name, plain.withHeader(name, secret));
    }
    var schema =
        CONTRACT.operation(row.route()).at("/requestBody/content/application~1json/schema");
    if (!schema.isMissingNode()) {
      var body = plain.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(plain.body());
      for (var pointer : fields(schema, "")) {
        if (!NAMES.matcher(pointer).matches()) {
          var copy = body.deepCopy();
          put(copy, pointer, secret);
          askings.put(pointer, plain.withBody(copy.toString()));
        }
      }
    }
    return askings;
  }

  private static Asking inPath(Access row, Asking plain, String name, String coded) {
    var pattern = row.route().substring(row.route().indexOf(' ') + 1).split("/", -1);
    var path = plain.target().split("\\?", 2);
    var segments = path[0].split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (i < pattern.length && pattern[i].equals("{" + name + "}")) {
        segments[i] = coded;
      }
    }
    path[0] = String.join("/", segments);
    return plain.at(String.join("?", path));
  }

  /** Returns the pointers of all text fields. For a list, it returns those of the first entry. */
  private static List<String> fields(JsonNode reference, String pointer) {
    var schema = CONTRACT.resolved(reference);
    var found = new ArrayList<String>();
    for (var each : schema.path("allOf")) {
      found.addAll(fields(each, pointer));
    }
    for (var property : schema.path("properties").properties()) {
      found.addAll(fields(property.getValue(), pointer + "/" + property.getKey()));
    }
    if (schema.has("items")) {
      found.addAll(fields(schema.path("items"), pointer + "/0"));
    }
    if (schema.path("type").toString().contains("string") || schema.has("enum")) {
      found.add(pointer);
    }
    return found;
  }

  private static void put(JsonNode body, String pointer, String secret) {
    var names = pointer.substring(1).split("/");
    var node = body;
    for (int i = 0; i < names.length - 1; i++) {
      var inner = node.isArray() ? node.path(Integer.parseInt(names[i])) : node.path(names[i]);
      if (inner.isMissingNode() && node instanceof ObjectNode object) {
        inner =
            names[i + 1].equals("0")
                ? object.putArray(names[i]).addObject()
                : object.putObject(names[i]);
        i += inner.isObject() && names[i + 1].equals("0") ? 1 : 0;
      }
      node = inner;
    }
    if (node instanceof ObjectNode object) {
      object.put(names[names.length - 1], secret);
    }
  }

  private static void hear(String what, Answer answer) {
    var kinds = CANARIES.in(answer.text());
    if (!kinds.isEmpty()) {
      LEAKS.add("%s: the body of %s holds a %s".formatted(what, answer.status(), kinds));
    }
    answer
        .response()
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!CANARIES.in(values.toString()).isEmpty()) {
                LEAKS.add("%s: the header %s of %s".formatted(what, name, answer.status()));
              }
            });
  }

  private static void inTheTable() {
    for (var item : shop.items()) {
      var pk = Objects.requireNonNull(item.get("pk")).s();
      item.forEach(
          (name, value) -> {
            var kinds = CANARIES.in(value.toString());
            if (!kinds.isEmpty()) {
              LEAKS.add("item %s, attribute %s".formatted(pk.replaceFirst("#.*", ""), name));
            }
          });
    }
  }

  @Test
  void noAnswerAndNoItemHasASecret() {
    assertThat(planted).isGreaterThan(1_000);
    assertThat(LEAKS).isEmpty();
  }

  @Test
  void noLineOfTheLogHasASecret() {
    assertThat(written.lines().filter(line -> !CANARIES.in(line).isEmpty())).isEmpty();
  }
}
