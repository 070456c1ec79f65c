package dev.keyshelf.local.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.keyshelf.local.contract.EventsPage.Member;
import dev.keyshelf.local.contract.EventsPage.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The schemas of events in docs/events. Each is written from its row in docs/events.md, and refers
 * to event.json for what all events share.
 */
public final class EventSchemas {
  static final Path FOLDER = EventsPage.PAGE.resolveSibling("events");
  static final String SHARED = "event.json";

  private static final String BASE = "https://keyshelf.dev/events/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CUSTOMER = "01KB9Q5T3M8N4P6R7S9V1W2X3Y";
  private static final String ORDER = "01KB9QA0C5D6E7F8G9H0J1K2M3";

  /** Values for the examples, as JSON. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("customerId", '"' + CUSTOMER + '"'),
          Map.entry("orderId", '"' + ORDER + '"'),
          Map.entry("entitlementId", '"' + ORDER + "-1\""),
          Map.entry("productId", "\"sql-server-2019-standard\""),
          Map.entry("linkId", "\"01KB9QC4D5E6F7G8H9J0K1M2N3\""),
          Map.entry("supportRequestId", "\"01KBEZ3V5X7Y9Z1A2B3C4D5E6F\""),
          Map.entry("webhookId", "\"01KBF2M9P8Q7R6S5T4V3W2X1Y0\""),
          Map.entry("reason", "\"FAILING\""),
          Map.entry("keys", "[1, 2]"),
          Map.entry("changed", "[\"domain\"]"),
          Map.entry("documentNumber", "\"KS-2026-000042\""),
          Map.entry("month", "\"2026-10\""),
          Map.entry("currency", "\"USD\""),
          Map.entry("format", "\"PDF\""),
          Map.entry("sha256", '"' + "77ab02c1".repeat(8) + '"'),
          Map.entry("bytes", "24817"),
          Map.entry("rendering", "1"));

  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemas(EventSchemas::textAt)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** Returns the full names of the types that a partner's feed can hold. */
  public static Set<String> typesOfPartners() {
    return EventsPage.rows().stream()
        .filter(row -> !row.isOfTheHouse())
        .map(Row::fullType)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Validates an event against the schema of its type. Returns one line for each fault. */
  public List<String> faults(JsonNode event) {
    var type = event.path("type").asText();
    var name = type.replaceFirst("^dev\\.keyshelf\\.", "");
    if (!name.matches("[a-z.-]+\\.v[0-9]+") || !Files.exists(FOLDER.resolve(name + ".json"))) {
      return List.of("no schema for the type '%s'".formatted(type));
    }
    return compiled
        .computeIfAbsent(name, key -> registry.getSchema(SchemaLocation.of(BASE + key + ".json")))
        .validate(event)
        .stream()
        .map(error -> "%s %s: %s".formatted(type, error.getInstanceLocation(), error.getMessage()))
        .toList();
  }

  private static String textAt(String id) {
    try {
      return Files.readString(FOLDER.resolve(id.substring(BASE.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of the schema of a type. */
  static String written(Row row) {
    var name = row.type() + ".json";
    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$id", BASE + name);
    schema.put("title", row.fullType()).put("description", row.summary());
    schema.putArray("allOf").addObject().put("$ref", SHARED);
    var properties = schema.putObject("properties");
    properties.putObject("type").put("const", row.fullType());
    properties.putObject("dataschema").put("const", BASE + name + "#data");
    properties.putObject("data").put("$ref", "#/$defs/data");
    schema.put("unevaluatedProperties", false);
    schema.putObject("$defs").set("data", data(row));
    schema.putArray("examples").add(example(row));
    return pretty(schema) + "\n";
  }

  private static ObjectNode data(Row row) {
    var data = JSON.createObjectNode().put("$anchor", "data");
    data.putArray("allOf").addObject().put("$ref", SHARED + "#/properties/data");
    var properties = data.putObject("properties");
    properties.putObject("outcome").put("const", outcome(row));
    var actor = properties.putObject("actor");
    if (row.actors().size() == 1) {
      actor.put("$ref", definition(row.actors().getFirst()));
    } else {
      var kinds = actor.putArray("oneOf");
      row.actors().forEach(kind -> kinds.addObject().put("$ref", definition(kind)));
    }
    row.members()
        .forEach(each -> properties.putObject(each.name()).put("$ref", definition(each.name())));
    var required = JSON.createArrayNode();
    row.members().stream().filter(Member::always).map(Member::name).forEach(required::add);
    if (!required.isEmpty()) {
      data.set("required", required);
    }
    return data.put("unevaluatedProperties", false);
  }

  private static String definition(String name) {
    return SHARED + "#/$defs/" + name;
  }

  private static String outcome(Row row) {
    if (row.type().endsWith("refused.v1")) {
      return "REFUSED";
    }
    return row.type().endsWith("begun.v1") ? "BEGUN" : "DONE";
  }

  private static ObjectNode example(Row row) {
    var event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", "01KB9QD7E8F9G0H1J2K3M4N5P6");
    event.put("source", "/v1/partners/" + (row.isOfTheHouse() ? "keyshelf" : "partner-a"));
    event.put("type", row.fullType());
    event.put("time", "2026-11-21T09:30:00.123Z").put("sequence", "0000000000000000042");
    event.put("datacontenttype", "application/json");
    event.put("dataschema", BASE + row.type() + ".json#data");
    var data = event.putObject("data").put("number", 42).put("outcome", outcome(row));
    var kind = row.actors().getFirst();
    var actor = data.putObject("actor").put("kind", kind);
    if (kind.equals("user")) {
      actor.put("user", "ada");
    }
    for (var each : row.members()) {
      data.set(each.name(), parsed(EXAMPLES.getOrDefault(each.name(), "\"\"")));
    }
    return event;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pretty(JsonNode json) {
    var printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(json).replace("\" : ", "\": ");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of a type's message in docs/asyncapi.yaml. */
  static String message(Row row) {
    return """
          %1$s:
            name: %2$s
            summary: %3$s
            payload:
              schemaFormat: application/schema+json;version=draft-2020-12
              schema:
                $ref: events/%1$s.json
    """
        .formatted(row.type(), row.fullType(), quoted(row.summary()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
