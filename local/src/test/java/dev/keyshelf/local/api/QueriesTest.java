package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends parameters, cursors, methods and media types that a route does not have. */
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
        "from=2026-11-31",
        "from=2026-11-21&to=2026-11-20",
        "from=2026-11-20T24:00:01Z",
        "from=2026-06-30T23:59:60Z",
        "from=1795165200000",
        "from=",
        "to=now"
      })
  void ofTheLogMustHaveAValidRange(String query) {
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
        "from=2026-11-20&to=2026-11-20",
        "from=2026-11-20t00:00:00z"
      })
  void acceptTimesInIso8601(String query) {
    agent.get(customer + "/orders?" + query).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operation=KEYS_REVEALED",
        "operation=KEYS_REVEALED&operation=DOWNLOAD_STARTED",
        "operation=KEYS_REVEALED,DOWNLOAD_STARTED",
        "preset=KEYS_OR_DOWNLOADS&from=2026-11-01&to=2026-11-30"
      })
  void ofTheLogWantSeveralOperations(String query) {
    agent.get("/v1/activity?" + query).expect(200);
    remember(); // a read of the log is recorded in it
  }

  @Test
  void showAnExampleOfAValidTime() {
    assertThat(agent.get("/v1/activity?from=yesterday").expect(400).all("detail"))
        .contains(
            "must be a UTC day such as 2026-11-21, or a time in ISO 8601 with its offset such as"
                + " 2026-11-21T00:00:00Z or 2026-11-21T09:00:00+09:00, of the years 2000 to 2999");
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
  void acceptOnlyTheirOwnParameters(String query) {
    for (var path :
        Arrays.asList(
            "/v1/activity",
            "/v1/customers",
            customer + "/orders",
            customer + "/software",
            "/v1/orders",
            "/v1/software")) {
      agent.get(path + "?" + query).expectRefusal("400 validation");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor=x", "cursor=", "cursor=bm90aGluZw", "cursor=%00"})
  void refuseAMalformedCursor(String query) {
    for (var path :
        Arrays.asList(
            "/v1/activity",
            "/v1/customers",
            customer + "/orders",
            customer + "/software",
            "/v1/orders",
            "/v1/software")) {
      agent.get(path + "?" + query).expectRefusal("400 cursor-invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=-1",
        "after=01",
        "after=1.0",
        "after=%2B1",
        "after=",
        "after=LATEST",
        "after=latest&after=latest",
        "after=9007199254740992",
        "after=99999999999999999999",
        "after=9007199254740991",
        "types=",
        "types=*",
        "types=dev.keyshelf.order.placed",
        "types=order.placed.v1",
        "types=dev.keyshelf.*.v1",
        "types=dev.keyshelf.orders.*",
        "types=dev.keyshelf.order.placed.v1,",
        "types=dev.keyshelf.order.placed.v1&types=x",
        "limit=0",
        "limit=1001",
        "limit=abc",
        "wait=21",
        "wait=-1",
        "wait=1.5",
        "wait=",
        "cursor=x",
        "partnerId=partner-b"
      })
  void ofTheFeedMustBeValid(String query) {
    agent.get("/v1/events?" + query).expectRefusal("400 validation");
    remember(); // A number that the feed has not reached is refused after the read is recorded.
  }

  @Test
  void nameAllFaultsTogether() {
    assertThat(wrong("/v1/activity?from=x&to=y&operation=z&limit=0&cursor=x&page=2"))
        .containsExactlyInAnyOrder("from", "to", "operation", "limit", "page");
    assertThat(
            wrong(customer + "/orders?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z&state=x"))
        .containsExactlyInAnyOrder("from", "state");
    assertThat(wrong("/v1/customers?domain=-&tenantId=x&limit=0&page=2"))
        .containsExactlyInAnyOrder("domain", "tenantId", "limit", "page");
    assertThat(wrong("/v1/invoices/2026-11?currency=usd&limit=x"))
        .containsExactlyInAnyOrder("currency", "limit");
    assertThat(wrong("/v1/invoices/2026-11/preview?currency=usd&limit=1"))
        .containsExactlyInAnyOrder("currency", "limit");
    assertThat(wrong(order + "/cancellation?lines=0&page=2"))
        .containsExactlyInAnyOrder("lines", "page");
    assertThat(
            wrong(
                "/v1/orders?orderId=1&customer=2&product=%C3%A9&kind=x&state=x&from=x&to=x"
                    + "&windowEndsWithinDays=0&termEndsWithinDays=367&lastFive=7KQ2P&limit=0"
                    + "&purchaseOrderNumber=%20"))
        .containsExactlyInAnyOrder(
            "orderId",
            "customer",
            "product",
            "kind",
            "state",
            "from",
            "to",
            "windowEndsWithinDays",
            "termEndsWithinDays",
            "purchaseOrderNumber",
            "lastFive",
            "limit");
    assertThat(wrong("/v1/software?windowEndsWithinDays=1.5&linkId=x&lastFive=7KQ2&days=1"))
        .containsExactlyInAnyOrder("windowEndsWithinDays", "linkId", "lastFive", "days");
    assertThat(wrong("/v1/software?windowEndsWithinDays=1&termEndsWithinDays=1&lastFive=7KQ2P"))
        .containsExactlyInAnyOrder("termEndsWithinDays", "lastFive");
    assertThat(wrong("/v1/events?after=x&types=x&limit=0&wait=21&page=2"))
        .containsExactlyInAnyOrder("after", "types", "limit", "wait", "page");
    assertThat(wrong(customer + "?page=1&size=2")).containsExactlyInAnyOrder("page", "size");
  }

  private static List<String> wrong(String query) {
    return agent.get(query).expect(400).all("parameter");
  }

  @Test
  void ofCommandsAcceptOnlyTheirOwnParameters() {
    commands()
        .forEach(path -> agent.post(path + "?dryRun=true", ONE).expectRefusal("400 validation"));
    agent.post(software + "/keys?show=all", "").expectRefusal("400 validation");
  }

  @Test
  void goOnWithTheirOwnCursorOnly() {
    var next = agent.get("/v1/customers?limit=1").expect(200).at("/next");
    var ofOrders = agent.get(customer + "/orders?limit=1").expect(200).at("/next");
    var ofLog = agent.get("/v1/activity?limit=1").expect(200).at("/next");
    remember(); // A read of the log adds a record to it.

    agent.get("/v1/customers?cursor=" + next).expect(200);
    agent.get(customer + "/orders?cursor=" + next).expectRefusal("400 cursor-invalid");
    agent.get(inChina + "/orders?cursor=" + ofOrders).expectRefusal("400 cursor-invalid");
    agent.get(customer + "/software?cursor=" + ofOrders).expectRefusal("400 cursor-invalid");
    agent.get("/v1/orders?cursor=" + ofOrders).expectRefusal("400 cursor-invalid");
    var ofAll = agent.get("/v1/orders?limit=1").expect(200).at("/next");
    agent.get("/v1/orders?cursor=" + ofAll).expect(200);
    agent.get("/v1/software?cursor=" + ofAll).expectRefusal("400 cursor-invalid");
    agent
        .get("/v1/orders?windowEndsWithinDays=30&cursor=" + ofAll)
        .expectRefusal("400 cursor-invalid");
    agent
        .get("/v1/activity?from=2026-01-01T00:00:00Z&cursor=" + ofLog)
        .expectRefusal("400 cursor-invalid");
  }

  @Test
  void areRefusedForAnotherMethodOrPath() {
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
