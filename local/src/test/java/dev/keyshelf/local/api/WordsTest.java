package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests all places that store people's free text. References and GUIDs are stored as typed, but
 * keys that the store knows are masked, in every form.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class WordsTest {
  private static final String REFERENCES =
      "PO INV24-00123, WIN19-STD16, seven-month-terms, tenant 71c6f2a8-3a51-4a0e-b1b5-0c2f6d1c9e11";

  /**
   * A key of each form that is found by its fingerprint, and a whole key of five groups of five.
   */
  private static final String KEYS =
      "2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10, xxxx-0001-ab12-cd34, XXXX-0003-AB12-CD34,"
          + " XXXXX-00001-AB12C, CCCCC-CCCCC-CCCCC-CCCCC-CCCCC";

  private static final String WORDS = REFERENCES + ": " + KEYS;
  private static final String KEPT =
      REFERENCES + ": *****F7F10, *****2cd34, *****2CD34, *****AB12C, *****CCCCC";

  private static Shop shop;
  private static Client agent;

  private String order;
  private String software;

  @BeforeAll
  static void open() throws IOException {
    shop = FormsOfKeys.open();
    shop.supply("fives", 20); // Each test buys one key.
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void buy() {
    var customer = shop.customerOf("partner-a", "US");
    var placed = shop.order("partner-a", customer, "fives:1");
    order = placed.header("Location");
    software = Shop.software(placed, 1);
  }

  private static String because(String field) {
    return "{\"%s\": \"%s\"}".formatted(field, WORDS);
  }

  /** Checks that the log, the request and the table have the text with its keys masked. */
  private static void areKept(int times) {
    var kept = shop.items().stream().map(Object::toString).filter(item -> item.contains(KEPT));
    assertThat(kept.count()).isGreaterThanOrEqualTo(times);
    for (var secret : KEYS.split(", ")) {
      assertThat(shop.items().toString()).doesNotContain(secret);
    }
  }

  private Answer asked() {
    var ids = order.split("/");
    var body =
        """
        {"problemType": "PURCHASE_REFUND", "impact": "MODERATE", "title": "%s",
         "description": "%<s", "customerId": "%s", "orderId": "%s", "reasonCode": "OTHER",
         "reason": "%1$s", "contact": {"name": "Ada", "email": "ada@contoso.example"}}
        """
            .formatted(WORDS.substring(0, 140), ids[3], ids[5]);
    return agent.post("/v1/support-requests", body).expect(201);
  }

  @Test
  void ofACancel() {
    var quote = agent.get(order + "/cancellation").at("/quoteId");
    agent
        .post(
            order + "/cancellation",
            """
            {"quoteId": "%s", "reasonCode": "OTHER", "acknowledged": true, "reason": "%s"}
            """
                .formatted(quote, WORDS))
        .expect(200);

    areKept(1);
    assertThat(agent.get("/v1/activity").text()).contains(KEPT);
  }

  @Test
  void ofACancelOfSeveralOrders() {
    var ids = order.split("/");
    agent
        .post(
            "/v1/cancellations",
            """
            {"orders": [{"customerId": "%s", "orderId": "%s",
             "expectedCredit": {"amount": "10.00", "currency": "USD"}}],
             "reasonCode": "OTHER", "acknowledged": true, "reason": "%s"}
            """
                .formatted(ids[3], ids[5], WORDS))
        .expect(200);

    areKept(1);
    assertThat(agent.get("/v1/activity").text()).contains(KEPT);
  }

  @Test
  void ofARotation() {
    var five = agent.post(software + "/keys", "").expect(200).at("/keys/0/lastFive");
    agent
        .post(
            software + "/keys/1/rotation",
            "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\", \"reason\": \"%s\"}"
                .formatted(five, WORDS))
        .expect(200);

    areKept(1);
    assertThat(agent.get(software + "/keys").at("/items/0/revocation/reason")).isEqualTo(KEPT);
  }

  @Test
  void ofARevocationOfLinks() {
    agent.post(software + "/links/revocation", because("reason")).expect(200);

    areKept(1);
    assertThat(agent.get("/v1/activity").text()).contains(KEPT);
  }

  @Test
  void ofASupportRequest() {
    var read = agent.get(asked().header("Location")).expect(200);

    assertThat(read.at("/title")).startsWith(REFERENCES).contains("*****F7F10");
    assertThat(read.at("/description")).isEqualTo(read.at("/title"));
    assertThat(read.text()).doesNotContain("4E0E-9C9C");
    areKept(0);
  }

  @Test
  void ofANote() {
    var path = asked().header("Location");
    agent.post(path + "/notes", because("text")).expect(201);

    areKept(1);
    assertThat(agent.get(path).text()).contains(KEPT);
  }

  @Test
  void ofAnOperatorsAnswer() {
    var asked = asked();
    var event =
        """
        {"id": "%s", "partner": "partner-a", "requestId": "%s", "decision": "ANSWER",
         "operator": "olga@distributor.example", "note": "%s"}
        """
            .formatted(UUID.randomUUID(), asked.at("/requestId"), WORDS);
    shop.machine()
        .functions()
        .invoke("DecideSupportRequest", event.getBytes(StandardCharsets.UTF_8));

    areKept(1);
    assertThat(agent.get(asked.header("Location")).text()).contains(KEPT);
  }
}
