package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters, cursors, methods and media types that are not a route's own. */
class QueriesTest extends BadInput {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
        "from=0001-01-01T00:00:00Z",
        "from=-2026-01-01T00:00:00Z",
        "to=9999-12-31T23:59:59Z",
        "from=2026-02-30T00:00:00Z",
        "from=2026-11-20T00:00:00",
        "from=2026-11-20",
        "from=2026-11-20T24:00:01Z",
        "from=2026-06-30T23:59:60Z",
        "from=1795165200000",
        "from=",
        "to=now"
      })
  void ofTheLogHaveARange(String query) {
    agent.get("/v1/activity?" + query).expectRefusal("400 range-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-20T00:00:00%2B0900",
        "from=2026-11-20T00:00:00%2B09",
        "from=2026-11-20T00:00:00%2B09:00",
        "from=2026-11-20T00:00Z",
        "from=2026-11-20T00:00:00,5Z",
        "from=2026-11-19T24:00:00Z&to=2026-11-20T00:00:00Z",
        "from=2026-11-20t00:00:00z"
      })
  void takeTimesAsIso8601WritesThem(String query) {
    agent.get(customer + "/orders?" + query).expect(200);
  }

  @Test
  void sayWithAnExampleWhichTimesTheyTake() {
    assertThat(agent.get("/v1/activity?from=2026-11-20").expect(400).all("detail"))
        .contains(
            "must be a time of the years 2000 to 2999 in ISO 8601 with its offset,"
                + " such as 2026-11-21T00:00:00Z or 2026-11-21T09:00:00+09:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=1000000",
        "limit=201",
        "limit=abc",
        "limit=",
        "limit=1.0",
        "limit=01",
        "limit=%2B1",
        "limit=1&limit=1",
        "limits=1",
        "partnerId=partner-b"
      })
  void havePagesAndParametersOfTheirOwn(String query) {
    for (var path :
        Arrays.asList(
            "/v1/activity", "/v1/customers", customer + "/orders", customer + "/software")) {
      agent.get(path + "?" + query).expectRefusal("400 validation");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor=x", "cursor=", "cursor=bm90aGluZw", "cursor=%00"})
  void goOnWithACursorThatWasGiven(String query) {
    for (var path :
        Arrays.asList(
            "/v1/activity", "/v1/customers", customer + "/orders", customer + "/software")) {
      agent.get(path + "?" + query).expectRefusal("400 cursor-invalid");
    }
  }

  @Test
  void nameAllThatIsWrongAtOnce() {
    assertThat(wrong("/v1/activity?from=x&to=y&operation=z&limit=0&cursor=x&page=2"))
        .containsExactlyInAnyOrder("from", "to", "operation", "limit", "page");
    assertThat(
            wrong(customer + "/orders?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z&state=x"))
        .containsExactlyInAnyOrder("from", "state");
    assertThat(wrong("/v1/customers?domain=-&tenantId=x&limit=0&page=2"))
        .containsExactlyInAnyOrder("domain", "tenantId", "limit", "page");
    assertThat(wrong("/v1/invoices/2026-11?currency=usd&limit=x"))
        .containsExactlyInAnyOrder("currency", "limit");
    assertThat(wrong(order + "/cancellation?lines=0&page=2"))
        .containsExactlyInAnyOrder("lines", "page");
    assertThat(wrong(customer + "?page=1&size=2")).containsExactlyInAnyOrder("page", "size");
  }

  private static List<String> wrong(String query) {
    return agent.get(query).expect(400).all("parameter");
  }

  @Test
  void ofCommandsAreTheirOwnToo() {
    commands()
        .forEach(path -> agent.post(path + "?dryRun=true", ONE).expectRefusal("400 validation"));
    agent.post(software + "/keys?show=all", "").expectRefusal("400 validation");
  }

  @Test
  void goOnWithTheirOwnCursorOnly() {
    var next = agent.get("/v1/customers?limit=1").expect(200).at("/next");
    var ofOrders = agent.get(customer + "/orders?limit=1").expect(200).at("/next");
    var ofLog = agent.get("/v1/activity?limit=1").expect(200).at("/next");
    remember(); // a read of the log is recorded in it

    agent.get("/v1/customers?cursor=" + next).expect(200);
    agent.get(customer + "/orders?cursor=" + next).expectRefusal("400 cursor-invalid");
    agent.get(inChina + "/orders?cursor=" + ofOrders).expectRefusal("400 cursor-invalid");
    agent.get(customer + "/software?cursor=" + ofOrders).expectRefusal("400 cursor-invalid");
    agent
        .get("/v1/activity?from=2026-01-01T00:00:00Z&cursor=" + ofLog)
        .expectRefusal("400 cursor-invalid");
  }

  @Test
  void areNotAskedInAnotherMethodOrPath() {
    for (var method : Arrays.asList("PUT", "DELETE", "PATCH", "OPTIONS")) {
      var path = customer + "/orders";
      var answer = agent.send(method, path, new byte[0], "X-HTTP-Method-Override", "GET");
      assertThat(answer.expect(404).text()).isEqualTo("{\"message\":\"Not Found\"}");
    }
    agent.get(software + "/keys/1/rotation").expect(404);
    agent.get("/v1").expect(404);
  }

  @Test
  void areAnsweredInJsonOnly() {
    agent.get(customer, "Accept", "application/xml").expectRefusal("406 not-acceptable");
  }
}
