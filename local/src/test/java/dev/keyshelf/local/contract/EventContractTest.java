package dev.keyshelf.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares docs/asyncapi.yaml with docs/openapi.yaml. */
final class EventContractTest {
  private static final Path DOCS = EventsPage.PAGE.resolveSibling("");

  private final Contract events = Contract.of(DOCS.resolve("asyncapi.yaml"));
  private final Contract api = Contract.of(DOCS.resolve("openapi.yaml"));

  @Test
  void bothHaveTheSameVersion() {
    assertThat(events.document().at("/info/version")).isEqualTo(api.document().at("/info/version"));
  }

  @Test
  void theFeedHasTheParametersOfItsRoute() {
    var query = events.document().at("/operations/readEvents/bindings/http/query/properties");

    assertThat(events.document().at("/channels/feed/address").asText()).isEqualTo("/v1/events");
    assertThat(query.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(
            api.parameters("GET /v1/events").stream()
                .filter(each -> each.path("in").asText().equals("query"))
                .map(each -> each.path("name").asText())
                .toList());
  }
}
