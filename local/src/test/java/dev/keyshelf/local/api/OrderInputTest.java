package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends bad requests about orders and software. Each is refused with a reason, changing nothing.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class OrderInputTest {
  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static String order;
  private static String software;
  private static Map<String, Integer> before;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    var placed = shop.order("partner-a", customer, "ws2019-std-16core:2", "d2v3-p1y:1");
    order = placed.header("Location");
    software = Shop.software(placed, 1);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void rememberTheTable() {
    before = shop.contents();
  }

  @AfterEach
  void hasChangedNothing() {
    shop.expectNothingWrittenSince(before);
  }

  private static String expecting(String total) {
    return "{\"lines\": [{\"skuId\": \"ws2019-std-16core\", \"quantity\": 2}], \"expectedTotal\": "
        + total
        + "}";
  }

  @Nested
  class ExpectedTotals {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1944|/expectedTotal",
          "\"1944.00\"|/expectedTotal",
          "[]|/expectedTotal",
          "{}|/expectedTotal/currency /expectedTotal/amount",
          "{\"amount\": 1944.00, \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"1944.001\", \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"1944.0\", \"currency\": \"JPY\"}|/expectedTotal/amount",
          "{\"amount\": \"1.944e3\", \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"-1944.00\", \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"\\u0661\", \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"99999999999999999999\", \"currency\": \"USD\"}|/expectedTotal/amount",
          "{\"amount\": \"1944\", \"currency\": \"XXX\"}|/expectedTotal/currency",
          "{\"amount\": \"1944\", \"currency\": \"XAU\"}|/expectedTotal/currency",
          "{\"amount\": \"1944\", \"currency\": \"XTS\"}|/expectedTotal/currency",
          "{\"amount\": \"1944\", \"currency\": \"usd\"}|/expectedTotal/currency",
          "{\"amount\": \"1944\", \"currency\": \"USD\", \"tax\": \"0\"}|/expectedTotal/tax"
        })
    void areAmountsOfMoney(String total, String pointers) {
      agent
          .post(customer + "/orders", expecting(total))
          .expectRefusal("400 validation")
          .expectPointers(pointers.split(" "));
    }

    @Test
    void areRefusedTogetherWithTheFaultsOfTheLines() {
      agent
          .post(
              customer + "/orders",
              "{\"lines\": [{\"skuId\": 1}], \"expectedTotal\": {\"currency\": \"USD\"}}")
          .expectRefusal("400 validation")
          .expectPointers("/lines/0/skuId", "/lines/0/quantity", "/expectedTotal/amount");
    }

    @Test
    void mustBeTheOrdersTotal() {
      var answer =
          agent.post(
              customer + "/orders", expecting("{\"amount\": \"1900.00\", \"currency\": \"USD\"}"));

      answer.expectRefusal("409 price-changed");
      assertThat(answer.at("/total/amount")).isEqualTo("1944.00");
      assertThat(answer.at("/lines/0/unitPrice/amount")).isEqualTo("972.00");
    }

    @Test
    void areComparedAfterTheFaultsOfTheLines() {
      agent
          .post(
              customer + "/orders",
              "{\"lines\": [{\"skuId\": \"nothing\", \"quantity\": 1}],"
                  + " \"expectedTotal\": {\"amount\": \"1\", \"currency\": \"USD\"}}")
          .expectRefusal("422 product-unavailable");
    }

    @Test
    void leaveTheirIdempotencyKeyUnusedIfWrong() {
      var key = UUID.randomUUID().toString();
      agent
          .postOnce(
              customer + "/orders", expecting("{\"amount\": \"1\", \"currency\": \"USD\"}"), key)
          .expectRefusal("409 price-changed");
      shop.expectNothingWrittenSince(before);

      agent
          .postOnce(
              customer + "/orders",
              expecting("{\"amount\": \"1944.00\", \"currency\": \"USD\"}"),
              key)
          .expect(201);
      rememberTheTable();
    }
  }

  @Nested
  class Histories {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
          "from=1969-12-31T23:59:59Z",
          "to=1969-12-31T23:59:59Z",
          "to=9999-12-31T23:59:59Z",
          "from=2026-02-30T00:00:00Z",
          "from=2026-11-31",
          "from=",
          "to=now"
        })
    void mustHaveAValidRange(String query) {
      agent.get(customer + "/orders?" + query).expectRefusal("400 range-invalid");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "state=active",
          "state=",
          "state=TERM_ENDED",
          "state=ACTIVE,CANCELLED",
          "state=ACTIVE&state=CANCELLED",
          "status=ACTIVE",
          "from=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z"
        })
    void mustHaveOneState(String query) {
      agent.get(customer + "/orders?" + query).expectRefusal("400 validation");
    }

    @Test
    void goOnWithTheCursorOfTheirOwnQuery() {
      shop.order("partner-a", customer, "ws2019-std-16core:1");
      rememberTheTable();
      var query = customer + "/orders?limit=1&state=ACTIVE&from=2020-01-01T00:00:00Z";
      var cursor = "&cursor=" + agent.get(query).expect(200).at("/next");

      agent.get(query + cursor).expect(200);
      agent.get(query.replace("2020", "2021") + cursor).expectRefusal("400 cursor-invalid");
      agent.get(query.replace("ACTIVE", "CANCELLED") + cursor).expectRefusal("400 cursor-invalid");
      agent.get(customer + "/orders?limit=1" + cursor).expectRefusal("400 cursor-invalid");
    }
  }

  @Nested
  class SoftwarePages {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "product=",
          "product=ORDER%231",
          "product=..%2fx",
          "product=%00",
          "product=Windows",
          "kind=perpetual",
          "kind=",
          "kind=ALL",
          "state=PENDING",
          "state=ACTIVE&state=CANCELLED",
          "sku=ws2019-std-16core",
          "from=2026-01-01T00:00:00Z"
        })
    void areFilteredOnlyByKnownValues(String query) {
      agent.get(customer + "/software?" + query).expectRefusal("400 validation");
    }

    @Test
    void goOnWithTheCursorOfTheirOwnQuery() {
      var query = customer + "/software?limit=1&state=ACTIVE&kind=PERPETUAL";
      shop.order("partner-a", customer, "ws2019-std-16core:1");
      rememberTheTable();
      var cursor = "&cursor=" + agent.get(query).expect(200).at("/next");

      agent.get(query + cursor).expect(200);
      agent
          .get(query.replace("PERPETUAL", "SUBSCRIPTION") + cursor)
          .expectRefusal("400 cursor-invalid");
      agent
          .get(query + "&product=windows-server-2019-standard" + cursor)
          .expectRefusal("400 cursor-invalid");
      agent.get(customer + "/software?limit=1" + cursor).expectRefusal("400 cursor-invalid");
    }

    @Test
    void showThatAReservationHasNeitherKeysNorLinks() {
      var row = agent.get(software.substring(0, software.length() - 1) + "2").expect(200);

      assertThat(row.at("/kind")).isEqualTo("RESERVATION");
      assertThat(row.at("/hoursLeftToCancel")).isEqualTo("0");
      assertThat(row.json().get("links").properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("software", "order");
    }
  }

  @Nested
  class HybridBenefits {
    private static final String RIGHT = "windowsVmHourly=0.188&linuxVmHourly=0.096&hours=730";

    @ParameterizedTest
    @CsvSource({
      "windowsVmHourly=0.188, -0.188",
      "windowsVmHourly=0.188, +0.188",
      "windowsVmHourly=0.188, 1e3",
      "windowsVmHourly=0.188, 0.1880000",
      "windowsVmHourly=0.188, .188",
      "windowsVmHourly=0.188, 1000000",
      "windowsVmHourly=0.188, NaN",
      "windowsVmHourly=0.188, %D9%A1",
      "linuxVmHourly=0.096, 0.188001",
      "linuxVmHourly=0.096, 'free'",
      "linuxVmHourly=0.096, ''",
      "hours=730, -1",
      "hours=730, 1000000",
      "hours=730, P30D",
      "hours=730, %00"
    })
    void needDecimalNumbers(String parameter, String value) {
      var name = parameter.substring(0, parameter.indexOf('='));
      var answer =
          agent.get(software + "/hybrid-benefit?" + RIGHT.replace(parameter, name + "=" + value));

      answer.expectRefusal("400 validation");
      assertThat(answer.all("parameter")).containsExactly(name);
    }

    @Test
    void needAllThreeNumbersOnce() {
      assertThat(
              agent
                  .get(software + "/hybrid-benefit?hours=1")
                  .expectRefusal("400 validation")
                  .all("parameter"))
          .containsExactly("windowsVmHourly", "linuxVmHourly");
      agent.get(software + "/hybrid-benefit?" + RIGHT + "&hours=1").expectRefusal("400 validation");
      agent
          .get(software + "/hybrid-benefit?" + RIGHT + "&currency=EUR")
          .expectRefusal("400 validation");
    }

    @Test
    void areNotAskedOfWhoWantsNoFigure() {
      var answer = agent.get(software + "/hybrid-benefit").expect(200);

      assertThat(answer.at("/upToPercent")).isEqualTo("40");
      assertThat(answer.json().has("saving")).isFalse();
    }

    @Test
    void areShownOnlyForQualifyingSoftware() {
      var answer = agent.get(software + "/hybrid-benefit?" + RIGHT).expect(200);
      assertThat(answer.at("/saving/amount")).isEqualTo("67.16");
      assertThat(answer.at("/percent")).isEqualTo("48.9");

      agent
          .get(software.substring(0, software.length() - 1) + "2/hybrid-benefit?" + RIGHT)
          .expectRefusal("409 has-no-hybrid-benefit");
    }

    @Test
    void areNotShownForCancelledSoftware() {
      var placed = shop.order("partner-a", customer, "ws2019-std-16core:1");
      Shop.cancel(agent, placed.header("Location"), "").expect(200);
      rememberTheTable();

      agent
          .get(Shop.software(placed, 1) + "/hybrid-benefit?" + RIGHT)
          .expectRefusal("409 order-cancelled");
    }
  }

  @Test
  void answersConformToTheContract() {
    var contract =
        Contract.of(Path.of(System.getProperty("keyshelf.root"), "docs", "openapi.yaml"));
    for (var path :
        List.of(
            order,
            software,
            customer + "/orders?state=ACTIVE",
            customer + "/software",
            software + "/hybrid-benefit?windowsVmHourly=1&linuxVmHourly=0.5&hours=10")) {
      var answer = agent.get(path).expect(200);
      assertThat(contract.faults("GET", path, 200, "application/json", answer.text())).isEmpty();
    }
    var path = customer + "/orders";
    var changed = agent.post(path, expecting("{\"amount\": \"1\", \"currency\": \"USD\"}"));
    assertThat(contract.faults("POST", path, 409, "application/problem+json", changed.text()))
        .isEmpty();
    var placed = agent.post(path, expecting("null")).expect(201);
    assertThat(contract.faults("POST", path, 201, "application/json", placed.text())).isEmpty();
    rememberTheTable();
  }
}
