package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records that ranges and filters of the log ask for, and the requests that are refused. */
class RangesAndFiltersOfTheLogTest extends OnActivityLog {
  @Test
  void includesItsStartAndExcludesItsEnd() {
    assertThat(answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T09:10:00.001Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).hasSize(3));
    assertThat(answer(READ.withQuery("from=2026-11-20T00:00:00Z&to=2026-11-20T09:10:00Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).isEmpty());
  }

  @Test
  void includesTheDaysThatItBeginsAndEndsWith() {
    fixture.strike(Instant.parse("2026-11-21T09:00:00Z"));
    recorded("2026-11-18T23:59:59.999Z");
    recorded("2026-11-19T00:00:00Z");
    recorded("2026-11-19T23:59:59.999Z");

    assertThat(answer(READ.withQuery("from=2026-11-19&to=2026-11-19")))
        .satisfies(
            reply ->
                assertThat(reply.json().get("items").findValuesAsText("at"))
                    .containsExactly("2026-11-19T23:59:59.999Z", "2026-11-19T00:00:00Z"));
    assertThat(answer(READ.withQuery("to=2026-11-18")).json().get("items")).hasSize(1);
    assertThat(answer(READ.withQuery("from=2026-11-19&operation=ORDER_PLACED")).json().get("items"))
        .hasSize(3);
    assertThat(answer(READ.withQuery("from=2026-11-18&to=2026-11-19T00:00:00Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).hasSize(1))
        .satisfies(reply -> assertThat(reply.at("/to")).isEqualTo("2026-11-19T00:00:00Z"));
  }

  private void recorded(String at) {
    recorded(at, Operation.ORDER_PLACED);
  }

  private void recorded(String at, Operation operation) {
    recorded(new Actor.User("ann", Set.of()), Instant.parse(at), operation);
  }

  @Test
  void readsTheSameInstantInAnyZone() {
    var utc = answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T09:30:00Z"));
    var elsewhere =
        answer(READ.withQuery("from=2026-11-20T18:10:00%2B09:00&to=2026-11-20T06:30:00-03:00"));

    assertThat(elsewhere.text()).isEqualTo(utc.text());
  }

  @Test
  void readsNoFutureRecords() {
    var reply = answer(READ.withQuery("from=2026-11-20T00:00:00Z&to=2999-01-01T00:00:00Z"));

    assertThat(reply.at("/to")).isEqualTo("2026-11-20T09:50:00.001Z");
    assertThat(answer(READ.withQuery("from=2998-01-01T00:00:00Z&to=2999-01-01T00:00:00Z")))
        .satisfies(future -> assertThat(future.json().get("items")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
        "from=2026-02-30T00:00:00Z",
        "from=0001-01-01T00:00:00Z",
        "to=9999-01-01T00:00:00Z",
        "from=2026-11-20T00:00:00",
        "from=2026-11-31",
        "from=1999-12-31",
        "to=3000-01-01",
        "from=2026-11-20Z",
        "from=26-11-20",
        "from=2026-11-21&to=2026-11-20",
        "from=2026-11-21T00:00:00Z&to=2026-11-20",
        "from=2026-11-22&to=2026-11-20",
        "from=2026-11-22&to=2026-11-21T00:00:00Z",
        "from=yesterday"
      })
  void refusesAMalformedRange(String query) {
    assertThat(answer(READ.withQuery(query)).refusal()).isEqualTo("400 range-invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "operation=LINK_CREATED, 1",
    "product=windows-server-2019-standard, 1",
    "order=01M7W3GHJ07VNQX5Q5KKJ0Z75H, 2",
    "customer=01M7W2Y7M0PV25GRW7BRT4GZ53, 3",
    "user=ada@contoso.example, 3",
    "user=ada, 0",
    "outcome=REFUSED, 0",
    "lastFive=AB12C, 0",
    "outcome=DONE, 3",
    "operation=LINK_CREATED&outcome=REFUSED, 0",
    "operation=LINK_CREATED&operation=ORDER_PLACED, 2",
    "'operation=ORDER_PLACED,LINK_CREATED', 2",
    "'operation=ORDER_PLACED,LINK_CREATED&operation=CUSTOMER_CREATED&operation=LINK_CREATED', 3",
    "preset=KEYS_OR_DOWNLOADS, 0",
    "operation=LINK_CREATED&order=01M7W3GHJ07VNQX5Q5KKJ0Z75H&user=ada@contoso.example, 1"
  })
  void listsRecordsThatMatchAllFilters(String filters, int found) {
    var reply = answer(READ.withQuery("from=2026-11-20T00:00:00Z&" + filters));

    assertThat(reply.json().get("items")).as(reply.text()).hasSize(found);
  }

  @Test
  void wantsKeysAndDownloadsByOneWord() {
    for (var operation : Operation.values()) {
      recorded("2026-11-19T09:00:00Z", operation);
    }

    var page = answer(READ.withQuery("from=2026-11-19&to=2026-11-19&preset=KEYS_OR_DOWNLOADS"));

    assertThat(page.json().get("items").findValuesAsText("operation"))
        .containsExactlyInAnyOrder(
            "KEYS_ISSUED", "KEYS_REVEALED", "KEY_ROTATED", "DOWNLOAD_STARTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1000000",
        "limit=abc",
        "limit=1&limit=2",
        "operation=READ",
        "operation=KEYS_REVEALED,",
        "operation=KEYS_REVEALED&operation=",
        "operation=KEYS_REVEALED, KEY_ROTATED",
        "operation=keys_revealed",
        "preset=KEYS",
        "preset=KEYS_OR_DOWNLOADS&preset=KEYS_OR_DOWNLOADS",
        "preset=KEYS_OR_DOWNLOADS&operation=KEYS_REVEALED",
        "customer=1",
        "order=x",
        "outcome=done",
        "lastFive=AB12",
        "lastFive=AB-12",
        "user=",
        "kind=KEYS",
        "product="
      })
  void refusesInvalidParameters(String query) {
    assertThat(answer(READ.withQuery("from=2026-11-20T00:00:00Z&" + query)).refusal())
        .isEqualTo("400 validation");
  }
}
