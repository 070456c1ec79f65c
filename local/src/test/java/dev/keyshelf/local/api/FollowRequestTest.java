package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One request from its client to the webhook, over HTTP, under the id that the client chose. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class FollowRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTNER = "partner-a";
  private static final String OWN = "9d2dee33-7803-485a-a2b1-2c7538e597ee";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";
  private static final String SPANS = "00-" + TRACE + "-[0-9a-f]{16}-01";

  private static Shop shop;
  private static LoopbackReceiver receiver;
  private static Answer answer;
  private static String log;

  @BeforeAll
  static void sendOneRequest() throws IOException {
    shop = Shop.openWithoutKeys();
    receiver = LoopbackReceiver.answering(204);
    new WebhookSteps(shop.of(PARTNER)).create(receiver.address()).expect(201);
    try (var output = new Output()) {
      answer =
          shop.of(PARTNER)
              .send(
                  "POST",
                  "/v1/customers",
                  """
                  {"companyName": "Northwind", "domain": "northwind.example", "market": "US",
                    "tenantId": "%s"}
                  """
                      .formatted(UUID.randomUUID())
                      .getBytes(StandardCharsets.UTF_8),
                  "Content-Type",
                  "application/json",
                  "Idempotency-Key",
                  "k-1",
                  "X-Request-Id",
                  OWN,
                  "traceparent",
                  PARENT,
                  "tracestate",
                  STATE)
              .expect(201);
      log = output.text();
    }
    shop.machine().pump().drain();
    shop.machine().queuePump().drain();
  }

  @AfterAll
  static void close() {
    receiver.close();
    shop.close();
  }

  private static JsonNode onlyOne(JsonNode items, String member) {
    var found =
        StreamSupport.stream(items.spliterator(), false)
            .filter(item -> item.path(member).asText().equals(OWN))
            .toList();
    assertThat(found).as(items.toString()).hasSize(1);
    return found.getFirst();
  }

  @Test
  void theAnswerHasTheIdBesideTheGateways() {
    assertThat(answer.header("x-request-id")).isEqualTo(OWN);
    assertThat(answer.header("apigw-requestid")).isNotEmpty().isNotEqualTo(OWN);
  }

  @Test
  void theLogLeadsFromTheIdToTheGatewaysAndToTheTrace() throws JsonProcessingException {
    var lines = log.lines().filter(line -> line.contains(OWN)).toList();

    assertThat(lines).as(log).hasSize(1);
    var line = JSON.readTree(lines.getFirst());
    assertThat(line.path("requestId").asText()).isEqualTo(OWN);
    assertThat(line.path("traceId").asText()).isEqualTo(TRACE);
    assertThat(line.path("gatewayRequestId").asText()).isEqualTo(answer.header("apigw-requestid"));
    assertThat(line.path("status").asInt()).isEqualTo(201);
  }

  @Test
  void theRecordHasTheIdInJsonAndCsv() {
    var admin = shop.of(PARTNER);

    var record = onlyOne(admin.get("/v1/activity").expect(200).json().path("items"), "requestId");

    assertThat(record.path("operation").asText()).isEqualTo("CUSTOMER_CREATED");
    assertThat(admin.get("/v1/activity", "Accept", "text/csv").expect(200).text())
        .containsPattern("CUSTOMER_CREATED.*" + OWN);
  }

  @Test
  void theEventHasTheIdAndTheTrace() {
    var event = onlyOne(shop.of(PARTNER).get("/v1/events").json().path("items"), "requestid");

    assertThat(event.path("type").asText()).isEqualTo("dev.keyshelf.customer.created.v1");
    assertThat(event.path("traceparent").asText()).matches(SPANS).isNotEqualTo(PARENT);
    assertThat(event.path("tracestate").asText()).isEqualTo(STATE);
  }

  @Test
  void theDeliveryHasTheIdAndContinuesTheTrace() throws JsonProcessingException {
    var index = indexOf(receiver.bodies());
    var event = JSON.readTree(receiver.bodies().get(index));
    var headers = receiver.headers().get(index);

    assertThat(event.path("requestid").asText()).isEqualTo(OWN);
    assertThat(headers).containsEntry("x-request-id", OWN).containsEntry("tracestate", STATE);
    assertThat(headers.get("traceparent"))
        .matches(SPANS)
        .isNotEqualTo(PARENT)
        .isNotEqualTo(event.path("traceparent").asText());
  }

  private static int indexOf(List<String> bodies) {
    for (int index = 0; index < bodies.size(); index++) {
      if (bodies.get(index).contains(OWN)) {
        return index;
      }
    }
    throw new AssertionError("not delivered: " + bodies);
  }

  @Test
  void aRefusalHasTheId() {
    var refusal =
        shop.of(PARTNER, "ReferralAdmin").get("/v1/customers", "X-Request-Id", "refused-1");

    refusal.expectRefusal("403 role-required");
    assertThat(refusal.at("/instance")).isEqualTo("urn:request:refused-1");
    assertThat(LoggedItems.of(shop, PARTNER, "refused-1"))
        .extractingByKey("operation")
        .extracting(Object::toString)
        .asString()
        .contains("ACCESS_REFUSED");
  }

  @Test
  void malformedHeadersAreIgnored() {
    var odd = Map.of("X-Request-Id", "a b", "traceparent", PARENT + "-more", "tracestate", "=");
    for (var header : odd.entrySet()) {
      var read =
          shop.of(PARTNER).get("/v1/customers", header.getKey(), header.getValue()).expect(200);

      assertThat(read.header("x-request-id")).isEqualTo(read.header("apigw-requestid"));
    }
  }
}
