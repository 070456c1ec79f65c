package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the operators' routes of stock. */
class OperatorStockTest extends OnStock {
  private static final Events READ = Events.of("read-operator-stock");
  private static final Events CHANGE = Events.of("change-stock-as-operator");
  private static final String BATCH = "/{pool}/batches/{batch}/customers";

  private Reply reads(String below, String... variables) {
    var event = READ;
    for (int i = 0; i < variables.length; i += 2) {
      event = event.withVariable(variables[i], variables[i + 1]);
    }
    return fixture.send(
        ReadOperatorStockHandler::new, event.onRoute("GET /v1/operator/stock" + below));
  }

  private static Events command(ObjectNode body) {
    return CHANGE.withBody(Json.write(body)).again();
  }

  private static ObjectNode body(String action) {
    return Json.object().put("action", action).put("reason", "The vendor says so.");
  }

  private Reply sends(Events command) {
    return fixture.send(ChangeStockAsOperatorHandler::new, command);
  }

  private Reply progress(Reply change) {
    return reads("/changes/{changeId}", "changeId", change.at("/changeId"));
  }

  @Test
  void listsLowPoolsFirst() {
    var counts =
        Stream.of("a", "b", "c", "d")
            .map(
                name ->
                    new StockCount(name, 7, 0, name.equals("d") || name.equals("c"), fixture.now()))
            .toList();
    fixture.ports().stockCounts().keep(counts);

    var pools = reads("");

    assertThat(pools.json().path("items").findValuesAsText("pool"))
        .containsExactly("c", "d", "a", "b");
    assertThat(pools.at("/items/0/low")).isEqualTo("true");
    assertThat(pools.at("/items/2/low")).isEqualTo("false");
  }

  @Test
  void showsAPoolWithItsBatches() {
    imported(POOL, "AAAAA", keys("AAAAA", 4));
    imported(POOL, "BBBBB", keys("BBBBB", 3));
    sends(command(body("QUARANTINE").put("pool", POOL).put("batch", "BBBBB")));

    var pool = reads("/{pool}", "pool", POOL);

    assertThat(pool.at("/forSale")).as(pool.text()).isEqualTo("4");
    assertThat(pool.at("/quarantined")).isEqualTo("3");
    assertThat(pool.json().path("batches").findValuesAsText("batch"))
        .containsExactly("AAAAA", "BBBBB");
  }

  @Test
  void namesTheNearestPoolsOfOneThatDoesNotExist() {
    assertThat(reads("/{pool}", "pool", OTHER).at("/forSale")).isEqualTo("0");

    var unknown = reads("/{pool}", "pool", "other-poll");

    assertThat(unknown.refusal()).isEqualTo("404 not-found");
    assertThat(unknown.at("/detail")).contains("the nearest: " + OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POOL", "a_b", "a b", "..", "a#0"})
  void findsNoPoolOfAMalformedName(String name) {
    assertThat(reads("/{pool}", "pool", name).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void listsWhoHasTheKeysOfABatchAndRecordsItFirst() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    var sold = sold();

    var customers = reads(BATCH, "pool", POOL, "batch", "AAAAA");

    assertThat(customers.json().path("items").findValuesAsText("lastFive"))
        .as(customers.text())
        .containsExactlyInAnyOrderElementsOf(
            sold.stream().map(key -> key.substring(key.length() - 5)).toList());
    assertThat(customers.json().path("items").findValuesAsText("partnerId"))
        .containsOnly(Story.PARTNER.value());
    assertThat(customers.at("/items/0/companyName")).isNotEmpty();
    assertThat(sold).noneMatch(key -> customers.text().contains(key));
    assertThat(log())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.operation()).isEqualTo(Operation.SOLD_KEYS_LISTED);
              assertThat(record.by().name()).isEqualTo("olga@distributor.example");
              assertThat(record.detail().orElseThrow()).contains("batch AAAAA: 2 sold keys");
            });
  }

  @Test
  void listsTheCustomersOfABatchPageByPage() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));
    sold();
    var first = READ.withVariable("pool", POOL).withVariable("batch", "AAAAA");
    var route = first.onRoute("GET /v1/operator/stock" + BATCH);

    var page = fixture.send(ReadOperatorStockHandler::new, route.withQuery("limit=1"));
    var next =
        fixture.send(
            ReadOperatorStockHandler::new, route.withQuery("limit=1&cursor=" + page.at("/next")));

    assertThat(
            List.of(page.at("/items/0/lastFive"), next.at("/items/0/lastFive")).stream().distinct())
        .as(page.text() + next.text())
        .hasSize(2);
    assertThat(log()).hasSize(2);
  }

  @Test
  void recordsNoLookUpInABatchThatDoesNotExist() {
    imported(POOL, "AAAAA", keys("AAAAA", 2));

    assertThat(reads(BATCH, "pool", POOL, "batch", "BBBBB").refusal()).isEqualTo("404 not-found");
    assertThat(log()).isEmpty();
  }

  @Test
  void changesStockOnceForEachKeyOfARequest() {
    imported(POOL, "AAAAA", keys("AAAAA", 60));
    var command = command(body("QUARANTINE").put("pool", POOL).put("batch", "AAAAA"));

    var done = sends(command);
    var again = sends(command);
    var other = sends(command.withBody(Json.write(body("RELEASE").put("pool", POOL))));

    assertThat(done.at("/state") + done.at("/changed")).as(done.text()).isEqualTo("DONE60");
    assertThat(done.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.text()).isEqualTo(done.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(other.refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(left(POOL)).isZero();
    assertThat(told())
        .containsExactly(
            "KEYS_QUARANTINED BEGUN pool %s, batch AAAAA".formatted(POOL),
            "KEYS_QUARANTINED DONE pool %s, batch AAAAA: 60 changed, 0 sold or gone meanwhile"
                .formatted(POOL));
    assertThat(log())
        .extracting(ActivityRecord::by)
        .extracting("name")
        .containsOnly("olga@distributor.example");
  }

  @Test
  void goesOnWithAChangeWhenItsRequestIsRepeated() {
    imported(POOL, "AAAAA", keys("AAAAA", 60));
    var command = command(body("WITHDRAW").put("pool", POOL));

    var begun = sends(command.withTimeLeft(Duration.ofSeconds(10)));
    assertThat(begun.status() + begun.at("/state")).as(begun.text()).isEqualTo("200UNFINISHED");
    assertThat(progress(begun).at("/state")).isEqualTo("UNFINISHED");
    assertThat(left(POOL)).isEqualTo(60);

    var done = sends(command);
    assertThat(done.at("/changeId")).isEqualTo(begun.at("/changeId"));
    assertThat(progress(done).json().toString())
        .isEqualTo(
            "{\"changeId\":\"%s\",\"state\":\"DONE\",\"changed\":60,\"taken\":0}"
                .formatted(done.at("/changeId")));
    assertThat(left(POOL)).isZero();
  }

  @Test
  void namesListedKeysByTheirLastFiveOnly() {
    imported(POOL, "AAAAA", keys("AAAAA", 3));
    var sold = sold();
    var body = body("WITHDRAW");
    var listed = body.putArray("keys");
    keys("AAAAA", 3).forEach(key -> listed.addObject().put("key", key));

    var done = sends(command(body));

    assertThat(done.at("/changed")).as(done.text()).isEqualTo("1");
    assertThat(done.json().path("sold").findValuesAsText("lastFive"))
        .containsExactlyInAnyOrderElementsOf(
            sold.stream().map(key -> key.substring(key.length() - 5)).toList());
    assertThat(keys("AAAAA", 3)).noneMatch(key -> (done.text() + log()).contains(key));
  }

  @Test
  void refusesWhatItCannotChange() {
    imported(POOL, "AAAAA", keys("AAAAA", 1));

    assertThat(sends(command(body("RELEASE"))).refusal()).isEqualTo("400 validation");
    assertThat(sends(command(Json.object().put("action", "RELEASE").put("pool", POOL))).text())
        .contains("/reason");
    assertThat(sends(command(body("MOVE").put("pool", POOL).put("to", "nowhere"))).refusal())
        .isEqualTo("404 not-found");
    assertThat(sends(command(body("RELEASE").put("pool", POOL).put("batch", "X"))).refusal())
        .isEqualTo("404 not-found");
    assertThat(
            sends(command(body("RELEASE").put("pool", POOL)).withHeader("idempotency-key", ""))
                .refusal())
        .isEqualTo("400 idempotency-key-missing");
    assertThat(reads("/changes/{changeId}", "changeId", "0".repeat(32)).refusal())
        .isEqualTo("404 not-found");
    assertThat(log()).isEmpty();
  }

  @Test
  void isForTheRoleOfOperatorsOnly() {
    assertThat(sends(command(body("RELEASE").put("pool", POOL)).from("GlobalAdmin")).refusal())
        .isEqualTo("403 role-required");
    assertThat(sends(command(body("RELEASE").put("pool", POOL)).ofPartner("partner-a")).refusal())
        .isEqualTo("401 unauthenticated");
  }
}
