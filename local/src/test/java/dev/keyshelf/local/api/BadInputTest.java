package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients send by mistake or on purpose: each is refused with its reason, and changes nothing.
 */
@SuppressWarnings("NullAway.Init") // made before all tests
class BadInputTest {
  private static final String PRODUCT = "{\"skuId\": \"ws2019-std-16core\", \"quantity\": %s}";
  private static final String ONE = "{\"lines\": [" + PRODUCT.formatted(1) + "]}";

  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static String inChina;
  private static String order;
  private static String software;
  private static Map<String, Integer> before;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 3);
    shop.supply("sql-server-2017-standard", 1);
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    inChina = shop.customerOf("partner-a", "CN");
    var placed = shop.order("partner-a", customer, "ws2019-std-16core:2");
    order = placed.header("Location");
    software = Shop.software(placed, 1);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static void remember() {
    before = shop.contents();
  }

  @BeforeEach
  void rememberTheTable() {
    remember();
  }

  @AfterEach
  void hasChangedNothing() {
    shop.expectNothingWrittenSince(before);
  }

  private static Answer buys(String body) {
    return agent.post(customer + "/orders", body);
  }

  private static Answer sends(byte[] body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Idempotency-Key";
    all[headers.length + 1] = UUID.randomUUID().toString();
    return agent.send("POST", customer + "/orders", body, all);
  }

  /** Each command with a JSON body. */
  private static Stream<String> commands() {
    return Stream.of(
        "/v1/customers", customer + "/orders", software + "/links", order + "/cancellation");
  }

  @Nested
  class Bodies {
    private static Stream<byte[]> malformed() {
      var texts =
          Stream.of(
                  "{",
                  "{\"a\":1}}",
                  "{\"a\":1,}",
                  "{\"a\":[1,]}",
                  "{\"a\":1 /* one */}",
                  "{\"a\":1} // one",
                  "{\"a\":NaN}",
                  "{\"a\":Infinity}",
                  "{\"a\":01}",
                  "{\"a\":+1}",
                  "{'a':1}",
                  "{a:1}",
                  "{\"a\":\"\t\"}",
                  "{\"a\":\"\\x41\"}",
                  "{} {}",
                  " ",
                  "null",
                  "[]",
                  "\"text\"",
                  "1",
                  "true",
                  "\uFEFF{}",
                  "{\"quantity\":1,\"quantity\":99}",
                  "{\"a\":{\"b\":1,\"b\":1}}",
                  "{\"a\":1" + "0".repeat(400) + "}",
                  "{\"a\":\"" + "x".repeat(9_000) + "\"}",
                  "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}")
              .map(text -> text.getBytes(StandardCharsets.UTF_8));
      var bytes =
          Stream.of(
              new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
              new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
              new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
              "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
      return Stream.concat(texts, bytes);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void mustBeOneJsonObject(byte[] body) {
      commands()
          .forEach(
              path ->
                  agent
                      .send(
                          "POST",
                          path,
                          body,
                          "Content-Type",
                          "application/json",
                          "Idempotency-Key",
                          UUID.randomUUID().toString())
                      .expectRefusal("400 malformed-json"));
      agent
          .send(
              "POST",
              software + "/keys",
              body,
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              UUID.randomUUID().toString())
          .expectRefusal("400 malformed-json");
    }

    @Test
    void mustNotBeEmptyUnlessThereIsNothingToSay() {
      commands().forEach(path -> agent.post(path, "").expectRefusal("400 malformed-json"));
    }

    @Test
    void haveAtMost64Kibibytes() {
      var padded = ONE + " ".repeat(64 * 1024 - ONE.length());

      buys(padded + " ").expectRefusal("413 payload-too-large");
      buys(padded.replace("16core", "xxcore")).expectRefusal("422 product-unavailable");
    }

    @Test
    void ofMegabytesAreRefusedByTheGatewayItself() {
      var answer = sends(new byte[11 * 1024 * 1024], "Content-Type", "application/json");

      assertThat(answer.expect(413).at("/message")).isEqualTo("Request Entity Too Large");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "application/json;charset=utf-16",
          "application/json; charset=iso-8859-1",
          "application/merge-patch+json",
          "application/json, application/json",
          "json"
        })
    void areJsonByTheirType(String type) {
      sends(ONE.getBytes(StandardCharsets.UTF_8), "Content-Type", type)
          .expectRefusal("415 unsupported-media-type");
    }

    @Test
    void haveATypeAndNoEncoding() {
      var body = ONE.getBytes(StandardCharsets.UTF_8);

      sends(body).expectRefusal("415 unsupported-media-type");
      sends(body, "Content-Type", "application/json", "Content-Encoding", "gzip")
          .expectRefusal("415 unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}|/lines",
          "{\"lines\": null}|/lines",
          "{\"lines\": {}}|/lines",
          "{\"lines\": \"ws2019-std-16core\"}|/lines",
          "{\"lines\": []}|/lines",
          "{\"lines\": [1]}|/lines/0",
          "{\"lines\": [{}]}|/lines/0/skuId /lines/0/quantity",
          "{\"lines\": [{\"skuId\": 1, \"quantity\": 1}]}|/lines/0/skuId",
          "{\"lines\": [{\"skuId\": \"ORDER#1\", \"quantity\": 1}]}|/lines/0/skuId",
          "{\"lines\": [{\"skuId\": \"\\u0000\", \"quantity\": 1}]}|/lines/0/skuId",
          "{\"lines\": [{\"skuId\": \"\\ud800\", \"quantity\": 1}]}|/lines/0/skuId"
        })
    void haveEachFieldOfItsType(String body, String pointers) {
      buys(body).expectRefusal("400 validation").expectPointers(pointers.split(" "));
    }

    @Test
    void haveNoFieldThatIsNotTheirs() {
      buys("""
      {"lines": [{"skuId": "ws2019-std-16core", "quantity": 1, "price": "0.01",
                  "unitPrice": {"amount": "0.01", "currency": "USD"}}],
       "partnerId": "partner-b", "status": "CANCELLED", "a/b~c": 1}
      """)
          .expectRefusal("400 validation")
          .expectPointers(
              "/partnerId", "/status", "/a~1b~0c", "/lines/0/price", "/lines/0/unitPrice");
      agent
          .post("/v1/customers", "{\"partnerId\": \"partner-b\"}")
          .expectRefusal("400 validation")
          .expectPointers("/companyName", "/tenantId", "/domain", "/market", "/partnerId");
    }
  }

  @Nested
  class Ids {
    private static Stream<String> ids() {
      return Stream.of(
          "..%2fx",
          "%2e%2e%2f",
          "%2e%2e",
          "%00",
          ";",
          "a;b=c",
          "%23",
          "ORDER%231",
          "CUSTOMER%23partner-a%231",
          "%25",
          "x".repeat(300),
          customer.substring(customer.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT),
          "8" + "Z".repeat(25),
          "01M7W2Y7M0PV25GRW7BRT4GZ53",
          "01M7W2Y7M0PV25GRW7BRT4GZ53-1",
          "01M7W2Y7M0PV25GRW7BRT4GZ53-26",
          "01M7W2Y7M0PV25GRW7BRT4GZ53-01",
          "%EF%BC%90");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void areFoundOrNotAndNeverReadAsAnythingElse(String id) {
      for (var path :
          Arrays.asList(
              "/v1/customers/" + id,
              "/v1/customers/" + id + "/orders",
              "/v1/customers/" + id + "/software",
              customer + "/orders/" + id,
              customer + "/orders/" + id + "/cancellation",
              customer + "/software/" + id,
              customer + "/software/" + id + "/links",
              "/v1/invoices/" + id)) {
        agent.get(path).expectRefusal("404 not-found");
      }
      agent.get("/v1/catalog/products/" + id + "?market=US").expectRefusal("404 not-found");
      agent.post("/v1/customers/" + id + "/orders", ONE).expectRefusal("404 not-found");
      agent.post(customer + "/software/" + id + "/keys", "").expectRefusal("404 not-found");
      agent
          .post(customer + "/orders/" + id + "/cancellation", Shop.citing("any"))
          .expectRefusal("404 not-found");
    }

    @Test
    void thatAreMissingMakeAnotherPath() {
      for (var path : Arrays.asList("/v1/customers/", "/v1/customers//orders", customer + "/")) {
        assertThat(agent.get(path).expect(404).text()).isEqualTo("{\"message\":\"Not Found\"}");
      }
    }
  }

  @Nested
  class Lines {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "0",
          "-1",
          "1.5",
          "1.0",
          "\"1\"",
          "true",
          "null",
          "[1]",
          "1e3",
          "1e9",
          "1e400",
          "2147483648",
          "9223372036854775808",
          "1001"
        })
    void haveAQuantityWithinTheSkusBounds(String quantity) {
      buys("{\"lines\": [" + PRODUCT.formatted(quantity) + "]}")
          .expectRefusal("400 validation")
          .expectPointers("/lines/0/quantity");
    }

    @Test
    void areTwentyFiveAtTheMost() {
      var lines = new String[26];
      Arrays.fill(lines, "ws2019-std-16core:1");

      buys(Shop.lines(lines)).expectRefusal("400 validation").expectPointers("/lines");
    }

    @ParameterizedTest
    @CsvSource({
      "nothing:1, 422 product-unavailable",
      "sql2017-std-2core:101, 400 validation",
      "sles-std-p1y:1001, 400 validation"
    })
    void areOfTheCatalogue(String line, String refusal) {
      buys(Shop.lines(line)).expectRefusal(refusal);
    }

    @ParameterizedTest
    @CsvSource({
      "sql2019-std-2core-p1y:2, it has no offer there",
      "d2v3-p1y:1, edition 2020-01-21 of server-software sells no reservation there"
    })
    void areOfWhatIsSoldInTheMarket(String line, String why) {
      var answer = agent.post(inChina + "/orders", Shop.lines(line));

      answer.expectRefusal("409 not-sold-in-market").expectPointers("/lines/0/skuId");
      assertThat(answer.at("/errors/0/detail")).contains("CN", why);
    }

    @Test
    void areRefusedWithAllTheirFaultsAtOnce() {
      agent
          .post(
              inChina + "/orders",
              Shop.lines(
                  "ws2019-std-16core:1",
                  "d2v3-p1y:101",
                  "sql2019-std-2core-p1y:2",
                  "nothing:1",
                  "ws2019-dc-16core:501"))
          .expectRefusal("400 validation")
          .expectPointers(
              "/lines/1/quantity",
              "/lines/1/skuId",
              "/lines/2/skuId",
              "/lines/3/skuId",
              "/lines/4/quantity");
    }

    @Test
    void ofALimitedProgramAreForEligiblePartners() {
      var theirs = shop.customerOf("partner-b", "US");
      remember();

      shop.of("partner-b")
          .post(theirs + "/orders", Shop.lines("ws2019-std-16core:1", "ex2019-std-server:1"))
          .expectRefusal("403 partner-not-eligible")
          .expectPointers("/lines/1/skuId");
    }
  }

  @Nested
  class IdempotencyKeys {
    private static Answer under(String... keyHeaders) {
      var all = new String[keyHeaders.length + 2];
      System.arraycopy(keyHeaders, 0, all, 0, keyHeaders.length);
      all[keyHeaders.length] = "Content-Type";
      all[keyHeaders.length + 1] = "application/json";
      return agent.send("POST", customer + "/orders", ONE.getBytes(StandardCharsets.UTF_8), all);
    }

    @Test
    void areNeededByEveryCommand() {
      var json = ONE.getBytes(StandardCharsets.UTF_8);
      Stream.concat(commands(), Stream.of(software + "/keys"))
          .forEach(
              path ->
                  agent
                      .send("POST", path, json, "Content-Type", "application/json")
                      .expectRefusal("400 idempotency-key-missing"));
    }

    @Test
    void haveUpTo255VisibleCharacters() {
      for (var key : Arrays.asList("", " ", "k".repeat(256), "a b", "a,b", "\t")) {
        under("Idempotency-Key", key).expectRefusal("400 idempotency-key-invalid");
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x7f, 0x80, 0xe9, 0xff})
    void haveNoOtherByte(int octet) throws IOException {
      var head =
          """
          POST %s/orders HTTP/1.1\r
          Host: localhost\r
          Connection: close\r
          Authorization: Bearer %s\r
          Content-Type: application/json\r
          Content-Length: %d\r
          Idempotency-Key: k%sk\r
          \r
          """
              .formatted(customer, agent.token(), ONE.length(), (char) octet);

      // Java's client would not send it.
      assertThat(raw(head + ONE)).startsWith("HTTP/1.1 400 ").contains("idempotency-key-invalid");
    }

    private static String raw(String request) throws IOException {
      try (var socket = new Socket("localhost", agent.base().getPort())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Test
    void areGivenOnce() {
      under("Idempotency-Key", "one", "Idempotency-Key", "two")
          .expectRefusal("400 idempotency-key-invalid");
    }

    @Test
    void belongToOneRequest() {
      var key = UUID.randomUUID().toString();
      agent.postOnce(customer + "/orders", ONE, key).expect(201);
      remember();

      agent
          .postOnce(customer + "/orders", ONE.replace("1}", "2}"), key)
          .expectRefusal("422 idempotency-key-reused");
      agent
          .postOnce(customer + "/orders", ONE + " ", key)
          .expectRefusal("422 idempotency-key-reused");
      agent.postOnce(inChina + "/orders", ONE, key).expectRefusal("422 idempotency-key-reused");
    }

    @Test
    void openNothingToWhoMayNoLongerBuy() {
      var key = UUID.randomUUID().toString();
      agent.postOnce(customer + "/orders", ONE, key).expect(201);
      remember();

      shop.of("partner-a", "AccountAdmin")
          .postOnce(customer + "/orders", ONE, key)
          .expectRefusal("403 role-required");
    }

    @Test
    void ofAnotherPartnerGiveNothingOfItsAnswer() {
      var key = UUID.randomUUID().toString();
      agent.postOnce(customer + "/orders", ONE, key).expect(201);
      remember();

      shop.of("partner-b").postOnce(customer + "/orders", ONE, key).expectRefusal("404 not-found");
    }
  }

  @Nested
  class Purchases {
    private static Answer bought(String line) {
      var placed = shop.order("partner-a", customer, line);
      remember();
      return placed;
    }

    @Test
    void ofAReservationHaveNoKeys() {
      agent
          .post(Shop.software(bought("d2v3-p1y:1"), 1) + "/keys", "")
          .expectRefusal("409 has-no-keys");
    }

    @Test
    void getNoKeysFromAnEmptyPool() {
      var first = bought("sql2017-std-2core:1");
      var second = bought("sql2017-std-2core:1");
      agent.post(Shop.software(first, 1) + "/keys", "").expect(200);
      remember();

      var answer = agent.post(Shop.software(second, 1) + "/keys", "");
      answer.expectRefusal("503 keys-exhausted");
      assertThat(answer.header("retry-after")).isEqualTo("300");
      assertThat(agent.get(Shop.software(second, 1)).at("/keysIssued")).isEqualTo("false");
    }

    @Test
    void getNoKeyWhenThePoolHasFewerThanTheyNeed() throws Exception {
      shop.supply("sql-server-2019-standard", 1);
      var path = Shop.software(bought("sql2019-std-2core-p1y-perkey:4"), 1) + "/keys";

      agent.post(path, "").expectRefusal("503 keys-exhausted");
      shop.expectNothingWrittenSince(before);
      shop.supply("sql-server-2019-standard", 1);
      assertThat(agent.post(path, "").expect(200).all("key")).hasSize(2);
      remember();
    }

    @Test
    void getNoLinkToAFileThatIsNotTheirs() {
      for (var body :
          Arrays.asList(
              "{\"version\": \"1999\", \"language\": \"en-US\", \"fileType\": \"ISO\"}",
              "{\"version\": \"2019#en\", \"language\": \"..\", \"fileType\": \"ISO\"}")) {
        agent.post(software + "/links", body).expectRefusal("422 artifact-unavailable");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "ex2019-std-server:1, 409 needs-support-request",
      "w7-esu-2020-p1y:1, 409 needs-support-request",
      "d2v3-p1y:1, 409 needs-support-request",
      "sles-std-p1y:1, 409 not-cancellable"
    })
    void thatAreNotForSelfServiceStay(String line, String refusal) {
      Shop.cancel(agent, bought(line).header("Location"), "").expectRefusal(refusal);
    }

    @Test
    void areCancelledForTheQuoteOfNowOnly() {
      var path = bought("ws2019-std-16core:2").header("Location");
      var outdated = agent.get(path + "/cancellation").at("/quoteId");
      Shop.cancel(agent, path, "?lines=1:1").expect(200);
      remember();

      for (var quote : Arrays.asList(outdated, "none", "' OR 1=1 --")) {
        var answer = agent.post(path + "/cancellation", Shop.citing(quote));
        answer.expectRefusal("409 quote-outdated");
        assertThat(answer.at("/quote/credit/amount")).isEqualTo("972.00");
      }
    }

    @Test
    void areCancelledOnce() {
      var path = bought("ws2019-std-16core:2").header("Location");
      Shop.cancel(agent, path, "").expect(200);
      remember();

      Shop.cancel(agent, path, "").expectRefusal("409 already-cancelled");
      Shop.cancel(agent, path, "?lines=1:1").expectRefusal("409 already-cancelled");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"quoteId\": \"q\", \"reasonCode\": \"OTHER\", \"acknowledged\": false}|/acknowledged",
          "{\"quoteId\": \"q\", \"reasonCode\": \"OTHER\", \"acknowledged\": \"true\"}"
              + "|/acknowledged",
          "{\"quoteId\": \"q\", \"reasonCode\": \"OTHER\"}|/acknowledged",
          "{\"quoteId\": \"q\", \"reasonCode\": \"other\", \"acknowledged\": true}|/reasonCode",
          "{\"reasonCode\": \"OTHER\", \"acknowledged\": true}|/quoteId",
          "{\"quoteId\": \"q\", \"reasonCode\": \"OTHER\", \"acknowledged\": true, \"amount\": 1}"
              + "|/amount"
        })
    void areCancelledByWhoSaysAllThatIsNeeded(String body, String pointer) {
      agent
          .post(order + "/cancellation", body)
          .expectRefusal("400 validation")
          .expectPointers(pointer);
    }

    @Test
    void areNotCancelledForAReasonOfTenThousandCharacters() {
      agent
          .post(
              order + "/cancellation",
              """
              {"quoteId": "q", "reasonCode": "OTHER", "acknowledged": true, "reason": "%s"}
              """
                  .formatted("x".repeat(8_000)))
          .expectRefusal("400 validation")
          .expectPointers("/reason");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "lines=",
          "lines=0",
          "lines=2",
          "lines=26",
          "lines=-1",
          "lines=1:0",
          "lines=1:-1",
          "lines=1:1.5",
          "lines=1,1",
          "lines=1,",
          "lines=1;2",
          "lines=1:1:1",
          "lines=all",
          "lines=1:99999999999",
          "lines=1&lines=1",
          "line=1",
          "lines=%00",
          "lines=%EF%BC%91"
        })
    void areSelectedByTheirLines(String query) {
      var path = order + "/cancellation?" + query;

      agent.get(path).expectRefusal("400 validation");
      agent.post(path, Shop.citing("any")).expectRefusal("400 validation");
    }

    @Test
    void areNotCancelledBeyondWhatIsLeft() {
      Shop.cancel(agent, order, "?lines=1:3").expectRefusal("409 quantity-too-large");
    }
  }

  @Nested
  class SuspendedPartners {
    @Test
    void readAndCancelButBuyNothing() throws Exception {
      suspend(false);
      var theirs = shop.customerOf("partner-suspended", "US");
      var placed = shop.order("partner-suspended", theirs, "ws2019-std-16core:1");
      var path = Shop.software(placed, 1);
      suspend(true);
      remember();

      var user = shop.of("partner-suspended");
      user.post(theirs + "/orders", ONE).expectRefusal("403 partner-suspended");
      user.post(path + "/keys", "").expectRefusal("403 partner-suspended");
      user.post(
              "/v1/customers",
              """
              {"companyName": "New", "tenantId": "%s", "domain": "new.example", "market": "US"}
              """
                  .formatted(UUID.randomUUID()))
          .expectRefusal("403 partner-suspended");
      user.post(
              path + "/links",
              "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}")
          .expectRefusal("403 partner-suspended");
      shop.expectNothingWrittenSince(before);
      user.get(theirs + "/software").expect(200);
      user.get(path + "/links").expect(200);
      user.get("/v1/activity").expect(200);
      Shop.cancel(user, placed.header("Location"), "").expect(200);
      remember();
    }

    private static void suspend(boolean suspended) throws Exception {
      shop.drop(
          "imports/partners/suspended.yaml",
          """
          partners:
            - {id: partner-suspended, name: T, suspended: %s, eligiblePrograms: []}
          """
              .formatted(suspended));
    }
  }

  @Nested
  class Queries {
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
          "cursor=x",
          "cursor=",
          "cursor=bm90aGluZw",
          "cursor=%00",
          "partnerId=partner-b"
        })
    void havePagesAndParametersOfTheirOwn(String query) {
      for (var path :
          Arrays.asList(
              "/v1/activity", "/v1/customers", customer + "/orders", customer + "/software")) {
        agent.get(path + "?" + query).expectRefusal("400 validation");
      }
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

      agent.get("/v1/customers?cursor=" + next).expect(200);
      agent.get(customer + "/orders?cursor=" + next).expectRefusal("400 validation");
      agent.get(inChina + "/orders?cursor=" + ofOrders).expectRefusal("400 validation");
      agent.get(customer + "/software?cursor=" + ofOrders).expectRefusal("400 validation");
      agent
          .get("/v1/activity?from=2026-01-01T00:00:00Z&cursor=" + ofLog)
          .expectRefusal("400 validation");
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
}
