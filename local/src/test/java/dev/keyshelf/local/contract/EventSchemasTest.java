package dev.keyshelf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.feed.EventType;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.contract.EventsPage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares docs/events.md, docs/events and docs/asyncapi.yaml. With {@code -Dwrite=true} it writes
 * the schemas and messages.
 */
final class EventSchemasTest {
  private static final String COMMAND =
      "mvn -pl local -am -Dtest=EventSchemasTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtests.jvm=-Dwrite=true test";
  private static final Path ASYNC = EventsPage.PAGE.resolveSibling("asyncapi.yaml");
  private static final String MARK =
      "      # EventSchemasTest writes the messages from docs/events.md.\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventSchemas schemas = new EventSchemas();

  static List<Row> rows() {
    return EventsPage.rows();
  }

  private static ObjectNode exampleOf(Row row) throws IOException {
    var schema = JSON.readTree(EventSchemas.FOLDER.resolve(row.type() + ".json").toFile());
    return (ObjectNode) schema.at("/examples/0");
  }

  @Test
  void thePageListsEachTypeOnce() {
    assertThat(rows())
        .extracting(Row::fullType)
        .containsExactlyInAnyOrderElementsOf(
            EventType.all().stream().map(EventType::name).toList());
  }

  @Test
  void theFilesAreWrittenFromThePage() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    rows().forEach(row -> expected.put(row.type() + ".json", EventSchemas.written(row)));
    var contract = Files.readString(ASYNC);
    var head = contract.substring(0, contract.indexOf(MARK) + MARK.length());
    var messages = rows().stream().map(EventSchemas::message).collect(Collectors.joining());
    if (Boolean.getBoolean("write")) {
      write(expected, head + messages);
    }
    assertThat(kept()).as("Write the files with: " + COMMAND).isEqualTo(expected);
    assertThat(Files.readString(ASYNC))
        .as("Write the messages with: " + COMMAND)
        .isEqualTo(head + messages);
  }

  private static void write(Map<String, String> files, String contract) throws IOException {
    for (var name : kept().keySet()) {
      Files.delete(EventSchemas.FOLDER.resolve(name));
    }
    for (var file : files.entrySet()) {
      Files.writeString(EventSchemas.FOLDER.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(ASYNC, contract);
  }

  private static Map<String, String> kept() throws IOException {
    Map<String, String> kept = new TreeMap<>();
    try (var files = Files.list(EventSchemas.FOLDER)) {
      for (var file : files.toList()) {
        kept.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    kept.remove(EventSchemas.SHARED);
    return kept;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachSchemaAcceptsItsExample(Row row) throws IOException {
    assertThat(schemas.faults(exampleOf(row))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachSchemaRefusesWhatThePageDoesNotName(Row row) throws IOException {
    var beside = exampleOf(row).put("url", "https://example.com");
    assertThat(schemas.faults(beside)).anyMatch(fault -> fault.contains("url"));

    var inside = exampleOf(row);
    ((ObjectNode) inside.path("data")).put("lastFive", "AB12C");
    assertThat(schemas.faults(inside)).anyMatch(fault -> fault.contains("lastFive"));

    var address = exampleOf(row);
    ((ObjectNode) address.at("/data/actor")).put("sourceIp", "192.0.2.1");
    assertThat(schemas.faults(address)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachSchemaRefusesAnEventThatLacksAMember(Row row) throws IOException {
    for (var name : List.of("specversion", "id", "source", "time", "sequence", "data")) {
      var event = exampleOf(row);
      event.remove(name);
      assertThat(schemas.faults(event)).as(name).isNotEmpty();
    }
    for (var member : row.members()) {
      var event = exampleOf(row);
      ((ObjectNode) event.path("data")).remove(member.name());
      assertThat(schemas.faults(event).isEmpty()).as(member.name()).isNotEqualTo(member.always());
    }
  }

  @Test
  void thePageShowsAnEventThatConforms() throws IOException {
    var page = Files.readString(EventsPage.PAGE);
    var begin = page.indexOf("```json\n") + "```json\n".length();
    var shown = JSON.readTree(page.substring(begin, page.indexOf("```", begin)));

    assertThat(schemas.faults(shown)).isEmpty();
  }

  @Test
  void eachReferenceOfTheContractOfEventsLeadsSomewhere() throws IOException {
    var async = Contract.of(ASYNC).document();
    for (var reference : async.findValuesAsText("$ref")) {
      if (reference.startsWith("#")) {
        assertThat(async.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        JsonNode schema = JSON.readTree(ASYNC.resolveSibling(reference).toFile());
        assertThat(schema.path("title").asText()).startsWith("dev.keyshelf.");
      }
    }
  }
}
