package dev.keyshelf.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a newcomer finds in a data folder after {@code serve --story}. */
final class SampleStoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;

  /** The build tells it on an awkward day, and the browser's tests on a usual one. */
  private static Stream<Instant> moments() {
    var leapDayHasEnded = Instant.parse("2028-03-01T00:00:30Z");
    return Boolean.getBoolean("whole")
        ? Stream.of(Beginning.INSTANT, leapDayHasEnded, Instant.parse("2026-12-31T23:58:00Z"))
        : Stream.of(leapDayHasEnded);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void thereIsTradeOfEachKindOnAnyDay(Instant now) throws Exception {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withData(data)
            .withClockOffset(Beginning.offsetTo(now));
    SampleStory.tell(settings);

    try (var machine = OneMachine.start(settings);
        var http = HttpClient.newHttpClient()) {
      var customers = get(http, machine, "/v1/customers").path("items");
      var orders = get(http, machine, "/v1/orders").path("items");
      var software = get(http, machine, "/v1/software").path("items");
      var requests = get(http, machine, "/v1/support-requests").path("items");
      var invoices = get(http, machine, "/v1/invoices").path("items");

      assertThat(customers).hasSize(3);
      assertThat(orders).hasSize(10);
      assertThat(texts(orders, "state")).contains("ACTIVE", "CANCELLED", "PARTIALLY_CANCELLED");
      assertThat(texts(software, "state")).contains("ACTIVE", "CANCELLED");
      assertThat(texts(requests, "state")).containsExactly("OPEN");
      assertThat(texts(invoices, "state")).contains("ISSUED");
      assertThat(states(http, machine, software)).contains("EXHAUSTED", "LIVE", "EXPIRED");
      var stock = asOperator(http, machine, "/v1/operator/stock").path("items");
      assertThat(texts(stock, "low")).contains("true", "false");
      var files =
          asOperator(http, machine, "/v1/operator/imports?from=" + now.minus(Duration.ofDays(9)));
      assertThat(texts(files.path("items"), "state")).contains("REFUSED");
      for (var order : orders) {
        assertThat(Instant.parse(order.path("placedAt").asText()))
            .isBetween(now.minus(Duration.ofDays(70)), now);
      }
    }
  }

  private static Set<String> states(HttpClient http, OneMachine machine, JsonNode software)
      throws Exception {
    Set<String> states = new HashSet<>();
    for (var row : software) {
      var path =
          "/v1/customers/%s/software/%s/links"
              .formatted(
                  row.at("/customer/customerId").asText(), row.path("entitlementId").asText());
      states.addAll(texts(get(http, machine, path).path("items"), "state"));
    }
    return states;
  }

  private static Set<String> texts(JsonNode rows, String field) {
    Set<String> texts = new HashSet<>();
    rows.forEach(row -> texts.add(row.path(field).asText()));
    return texts;
  }

  private static JsonNode get(HttpClient http, OneMachine machine, String path)
      throws IOException, InterruptedException {
    return get(
        http, machine, path, machine.tokenFor("partner-a", "ada", "AdminAgent", "GlobalAdmin"));
  }

  private static JsonNode asOperator(HttpClient http, OneMachine machine, String path)
      throws IOException, InterruptedException {
    return get(http, machine, path, machine.operatorTokenFor("olga", "Operator"));
  }

  private static JsonNode get(HttpClient http, OneMachine machine, String path, String token)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
