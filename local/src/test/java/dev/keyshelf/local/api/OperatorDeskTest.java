package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.local.imports.DropFolder;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators look after stock, imports and seals through the API. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class OperatorDeskTest {
  private static final String STOCK = "/v1/operator/stock";
  private static final String POOL = "windows-server-2019-standard";
  private static final String OTHER = "sql-server-2019-standard";

  private static Shop shop;
  private static Client operator;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    shop.drop("imports/keys/" + POOL + "/recalled.csv", keys("RRRRR", 1, 60));
    operator = Operators.of(shop);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String keys(String middle, int from, int count) {
    var csv = new StringBuilder("key\n");
    for (int i = from; i < from + count; i++) {
      csv.append("XXXXX-%s-%s\n".formatted(middle, 10_000 + i));
    }
    return csv.toString();
  }

  private static Answer change(String body) {
    return operator.post(STOCK + "/changes", body);
  }

  private static void isReadOnce(String path) {
    var tag = operator.get(path).expect(200).header("etag");

    assertThat(operator.get(path, "If-None-Match", tag).expect(304).text()).isEmpty();
  }

  private static void refuses(String key, String text) throws IOException {
    var report = shop.machine().importer().importPath(DropFolder.with(key, text));

    assertThat(report.faults()).hasSize(1);
  }

  @Test
  void seeThePoolsThatAreLow() {
    shop.machine().schedules().fire("CountStock");

    var pools = operator.get(STOCK).expect(200);

    assertThat(pools.at("/items/0/low")).as(pools.text()).isEqualTo("true");
    assertThat(pools.all("low")).contains("false").isSortedAccordingTo((a, b) -> b.compareTo(a));
    isReadOnce(STOCK);
  }

  @Test
  void seeAPoolWithItsBatches() {
    assertThat(operator.get(STOCK + "/" + POOL).expect(200).all("batch")).contains("recalled");
    isReadOnce(STOCK + "/" + POOL);
    operator.get(STOCK + "/no-such-pool").expectRefusal("404 not-found");
  }

  @Test
  void recallABatch() throws IOException {
    shop.drop("imports/keys/" + OTHER + "/bad.csv", keys("BBBBB", 1, 30));
    var body =
        """
        {"action": "QUARANTINE", "pool": "%s", "batch": "bad", "reason": "Recalled."}
        """
            .formatted(OTHER);
    var key = UUID.randomUUID().toString();

    var change = operator.postOnce(STOCK + "/changes", body, key).expect(200);
    var again = operator.postOnce(STOCK + "/changes", body, key).expect(200);

    assertThat(change.at("/state") + change.at("/changed")).isEqualTo("DONE30");
    assertThat(again.text()).isEqualTo(change.text());
    assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    operator
        .postOnce(STOCK + "/changes", body.replace("QUARANTINE", "RELEASE"), key)
        .expectRefusal("422 idempotency-key-reused");
    var progress = STOCK + "/changes/" + change.at("/changeId");
    assertThat(operator.get(progress).expect(200).at("/changed")).isEqualTo("30");
    isReadOnce(progress);
    operator.get(STOCK + "/changes/" + "0".repeat(32)).expectRefusal("404 not-found");
    change(body.replace("\"bad\"", "\"none\"")).expectRefusal("404 not-found");
  }

  @Test
  void seeWhoHasTheKeysOfABatch() throws IOException {
    shop.drop("imports/keys/windows-7-esu-2020/sold.csv", keys("WWWWW", 1, 1));
    var agent = shop.of("partner-a");
    var order = shop.order("partner-a", shop.customerOf("partner-a", "US"), "w7-esu-2020-p1y:1");
    var key = agent.post(Shop.software(order, 1) + "/keys", "").expect(200).at("/keys/0/key");
    var path = STOCK + "/windows-7-esu-2020/batches/sold/customers";

    var customers = operator.get(path).expect(200);

    assertThat(customers.all("partnerId")).as(customers.text()).containsExactly("partner-a");
    assertThat(customers.text()).doesNotContain(key).contains(key.substring(key.length() - 5));
    assertThat(shop.items())
        .anyMatch(
            item ->
                item.toString().contains("SOLD_KEYS_LISTED")
                    && item.toString().contains("ACTIVITY#" + PartnerId.HOUSE)
                    && item.toString().contains("olga@distributor.example"));
    isReadOnce(path);
    operator
        .get(STOCK + "/windows-7-esu-2020/batches/none/customers")
        .expectRefusal("404 not-found");
    var withdrawn =
        change(
                "{\"action\": \"WITHDRAW\", \"keys\": [{\"key\": \"%s\"}], \"reason\": \"Bad.\"}"
                    .formatted(key))
            .expect(200);
    assertThat(withdrawn.at("/changed") + withdrawn.all("lastFive"))
        .isEqualTo("0[%s]".formatted(key.substring(key.length() - 5)));
  }

  @Test
  void withdrawAndMoveKeys() throws IOException {
    shop.drop("imports/keys/" + OTHER + "/moved.csv", keys("MMMMM", 1, 5));
    var wanted = "\"pool\": \"%s\", \"batch\": \"moved\", \"reason\": \"Bad.\"}".formatted(OTHER);

    var moved = change("{\"action\": \"MOVE\", \"to\": \"" + POOL + "\", " + wanted).expect(200);
    var withdrawn = change("{\"action\": \"WITHDRAW\", " + wanted).expect(200);

    assertThat(moved.at("/changed") + withdrawn.at("/changed")).isEqualTo("55");
  }

  @Test
  void seeImportsWithTheirReports() throws IOException {
    refuses("imports/keys/" + POOL + "/FAULTY.csv", "key,other\n,text\n");
    refuses("imports/keys/" + POOL + "/KEYS.CSV", "key\n");

    var imports = operator.get("/v1/operator/imports?limit=200").expect(200);

    var file = "imports/keys/%s/FAULTY.csv".formatted(POOL);
    assertThat(imports.json().path("items"))
        .anyMatch(
            row ->
                row.path("file").asText().equals(file)
                    && row.path("state").asText().equals("REFUSED")
                    && row.path("report").asText().equals(file + ".report.json"));
    assertThat(imports.all("state")).contains("DONE", "REFUSED", "UNREAD");
    var report = "/v1/operator/imports/reports?report=";
    assertThat(operator.get(report + file + ".report.json").expect(200).at("/faults/0/line"))
        .isEqualTo("2");
    isReadOnce(report + file + ".report.json");
    isReadOnce(report + "imports/catalogue/2026-11/report.json");
    operator.get(report + file + "x.report.json").expectRefusal("404 not-found");
    operator.get(report + "imports/keys/x.csv").expectRefusal("400 validation");
  }

  @Test
  void seeHowFarTheLogsAreSealedAndVerified() {
    shop.machine().schedules().fire("SealActivity");
    shop.machine().schedules().fire("VerifyActivityLog");

    var seals = operator.get("/v1/operator/seals").expect(200);

    assertThat(seals.at("/items/0/log")).isEqualTo("keyshelf");
    assertThat(seals.all("log")).contains("partner-a", "partner-b");
    assertThat(seals.all("result")).containsOnly("MATCHES");
    isReadOnce("/v1/operator/seals");
  }

  @Test
  void seeTheConditionsThatTheStoreOfOneMachineShows() {
    shop.machine().schedules().fire("CountStock");

    var alarms = operator.get("/v1/operator/alarms").expect(200);

    assertThat(alarms.at("/source")).isEqualTo("STORE");
    assertThat(alarms.all("name"))
        .containsExactly(
            "ActivityLogAlarm", "KeysOutstandingAlarm", "LowStockAlarm", "SealsMissingAlarm");
    assertThat(alarms.at("/items/2/state")).isEqualTo("ALARM");
    isReadOnce("/v1/operator/alarms");
  }
}
