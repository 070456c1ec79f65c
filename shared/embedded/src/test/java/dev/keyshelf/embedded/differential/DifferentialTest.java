package dev.keyshelf.embedded.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.EmbeddedCloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares how the store in this process and another endpoint answer random requests of every
 * operation on items. The other endpoint is the one that {@code -Dother.endpoint} names, or a
 * second store over HTTP. {@code -Dseed} repeats the same requests, and {@code -Drequests} sets
 * their number.
 */
class DifferentialTest {
  private static final Path REPORT = Path.of("target/differential.txt");

  private final long seed = Long.getLong("seed", RandomGenerator.getDefault().nextInt(1_000_000));
  private final int requests = Integer.getInteger("requests", 3000);
  private final List<TestTable> tables = TestTable.of(Long.toString(seed));
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @Test
  void answersAsAnotherEndpointDoes() throws IOException {
    String named = System.getProperty("other.endpoint", "");
    try (var first = EmbeddedCloud.start(null);
        var second = EmbeddedCloud.start(null)) {
      var ours = Endpoint.inProcess(first.dynamoDbEndpoint());
      var other =
          Endpoint.overHttp(named.isEmpty() ? second.dynamoDbEndpoint() : URI.create(named));
      compare(ours, other);
    } finally {
      report(named.isEmpty() ? "a second store over its port" : named);
    }

    assertThat(differences).as("seed %s", seed).isEmpty();
  }

  private void compare(Endpoint ours, Endpoint other) {
    tables.forEach(
        table -> {
          other.send("DeleteTable", named(table.name()));
          assertThat(ours.send("CreateTable", table.creation()).code()).isEqualTo("ok");
          assertThat(other.send("CreateTable", table.creation()).code()).isEqualTo("ok");
        });
    var model = new Model(tables, (table, key) -> item(ours, table, key));
    for (int i = 0; i < requests; i++) {
      var request = new Requests(new Dice(new Random(seed * 1_000_003 + i)), tables).next();
      var answer = send(ours, request);
      var theirs = send(other, request);
      outcomes.merge(request.operation() + " " + answer.code(), 1, Integer::sum);
      if (answer.isOk()) {
        model.accepted(request);
      }
      if (!answer.comparable().equals(theirs.comparable())) {
        differs(i, request, answer, theirs);
        // Deletes the items, so that later requests find the same state on both sides.
        for (var place : model.places(request)) {
          var delete = named(place.table());
          delete.set("Key", place.key());
          ours.send("DeleteItem", delete);
          other.send("DeleteItem", delete);
          model.remove(place.table(), place.key());
        }
      }
    }
    for (var table : tables) {
      assertThat(scanned(ours, table.name(), "")).isEqualTo(model.items(table.name()));
      assertThat(scanned(other, table.name(), "")).isEqualTo(model.items(table.name()));
      if (table.index()) {
        assertThat(scanned(ours, table.name(), "all")).isEqualTo(model.indexed(table.name()));
      }
      other.send("DeleteTable", named(table.name()));
    }
  }

  private static Answer send(Endpoint endpoint, Request request) {
    return request.isSearch()
        ? Pages.of(endpoint, request)
        : endpoint.send(request.operation(), request.body());
  }

  private static ObjectNode named(String table) {
    return JsonNodeFactory.instance.objectNode().put("TableName", table);
  }

  private static JsonNode item(Endpoint endpoint, String table, ObjectNode key) {
    var get = named(table).put("ConsistentRead", true);
    get.set("Key", key);
    return endpoint.send("GetItem", get).body().path("Item");
  }

  private static List<String> scanned(Endpoint endpoint, String table, String index) {
    var scan = named(table);
    if (!index.isEmpty()) {
      scan.put("IndexName", index);
    }
    List<String> found = new ArrayList<>();
    Pages.of(endpoint, new Request("Scan", scan, false))
        .body()
        .path("Items")
        .forEach(item -> found.add(Model.canonical(item).toString()));
    return found.stream().sorted().toList();
  }

  private void differs(int number, Request request, Answer ours, Answer theirs) {
    kinds.merge(
        "%s: ours %s, other %s".formatted(request.operation(), ours.code(), theirs.code()),
        1,
        Integer::sum);
    differences.add(
        """
        request %s: %s
          ours:  %s %s
          other: %s %s\
        """
            .formatted(
                number,
                request,
                ours.comparable(),
                ours.message(),
                theirs.comparable(),
                theirs.message()));
  }

  /** Prints a summary, and writes it with all differences to a file. */
  private void report(String other) throws IOException {
    String summary =
        "differential: seed %s, %s requests, against %s: %s differences"
            .formatted(seed, requests, other, differences.size());
    System.out.println(summary);
    Files.writeString(
        REPORT,
        summary
            + "\n\n"
            + lines(outcomes)
            + "\n"
            + lines(kinds)
            + "\n"
            + String.join("\n", differences)
            + "\n");
  }

  private static String lines(Map<String, Integer> counted) {
    return counted.entrySet().stream()
        .map(each -> "%6s %s\n".formatted(each.getValue(), each.getKey()))
        .collect(Collectors.joining());
  }
}
