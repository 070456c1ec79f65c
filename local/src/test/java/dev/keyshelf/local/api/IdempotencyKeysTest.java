package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends idempotency keys that are missing, malformed or used for another request. */
class IdempotencyKeysTest extends BadInput {
  private static Answer under(String... keyHeaders) {
    var all = new String[keyHeaders.length + 2];
    System.arraycopy(keyHeaders, 0, all, 0, keyHeaders.length);
    all[keyHeaders.length] = "Content-Type";
    all[keyHeaders.length + 1] = "application/json";
    return agent.send("POST", customer + "/orders", ONE.getBytes(StandardCharsets.UTF_8), all);
  }

  @Test
  void areRequiredByEveryCommand() {
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
  void mustNotHaveOtherBytes(int octet) throws IOException {
    var head =
        """
        POST %s/orders HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %s\r
        Idempotency-Key: k%sk\r
        \r
        """
            .formatted(customer, agent.token(), ONE.length(), (char) octet);

    // Java's HTTP client refuses such a header. The gateway itself refuses control characters.
    assertThat(raw(head + ONE))
        .startsWith("HTTP/1.1 400 ")
        .contains(octet < ' ' || octet == 0x7f ? "Bad Request" : "idempotency-key-invalid");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", agent.base().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void mustBeSentOnce() {
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
  void ofAChangedPriceListBelongToOneRequest() {
    var prices = new PriceListSteps(agent, customer);
    var key = UUID.randomUUID().toString();
    var removal = prices.removal();
    var body = prices.seen();
    agent.postOnce(removal, body, key).expect(200);
    var again = UUID.randomUUID().toString();
    var next = prices.seen();
    agent.postOnce(prices.versions(), next, again).expect(200);
    remember();

    agent.postOnce(removal, body + " ", key).expectRefusal("422 idempotency-key-reused");
    agent
        .postOnce(prices.versions(), next + " ", again)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofACommandOnAWebhookBelongToOneRequest() {
    var key = UUID.randomUUID().toString();
    var webhook = agent.postOnce("/v1/webhooks", WebhookSteps.BODY, key).header("location");
    agent.patchOnce(webhook, WebhookSteps.PAUSE, key).expect(200);
    agent.postOnce(webhook + "/secret", "", key).expect(200);
    agent.postOnce(webhook + "/ping", "", key).expect(202);
    var redeliveries = webhook + "/redeliveries";
    agent.postOnce(redeliveries, WebhookSteps.FROM_THE_BEGINNING, key).expect(202);
    remember();

    var reused = "422 idempotency-key-reused";
    agent.postOnce("/v1/webhooks", WebhookSteps.BODY + " ", key).expectRefusal(reused);
    agent.patchOnce(webhook, WebhookSteps.PAUSE + " ", key).expectRefusal(reused);
    agent.postOnce(webhook + "/secret", "{}", key).expectRefusal(reused);
    agent.postOnce(webhook + "/ping", "{}", key).expectRefusal(reused);
    agent.postOnce(redeliveries, "{\"after\": 0 }", key).expectRefusal(reused);
  }

  @Test
  void ofAnErasureBelongToOneRequest() {
    var key = UUID.randomUUID().toString();
    agent.postOnce(customer + "/contact/erasure", "", key).expect(200);
    remember();

    agent
        .postOnce(customer + "/contact/erasure", "{}", key)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofAChangeBelongToOneRequest() {
    var key = UUID.randomUUID().toString();
    agent.patchOnce(customer, "{\"companyName\": \"One\"}", key).expect(200);
    remember();

    agent
        .patchOnce(customer, "{\"companyName\": \"Two\"}", key)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofARevealBelongToOneRequest() {
    var key = UUID.randomUUID().toString();
    agent.postOnce(software + "/keys", "", key).expect(200);
    remember();

    agent.postOnce(software + "/keys", "{}", key).expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofALaterRevealBelongToOneRequest() {
    agent.post(software + "/keys", "").expect(200);
    var key = UUID.randomUUID().toString();
    agent.postOnce(software + "/keys", "", key).expect(200);
    remember();

    agent.postOnce(software + "/keys", "{}", key).expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofARotationOfAKeyBelongToOneRequest() throws IOException {
    shop.supply("windows-server-2019-standard", 2);
    var path = Shop.software(shop.order("partner-a", customer, "ws2019-std-16core:1"), 1);
    var old = agent.post(path + "/keys", "").expect(200).at("/keys/0/key");
    var body =
        "{\"lastFive\": \"%s\", \"reasonCode\": \"COMPROMISED\"}"
            .formatted(old.substring(old.length() - 5));
    var key = UUID.randomUUID().toString();
    agent.postOnce(path + "/keys/1/rotation", body, key).expect(200);
    remember();

    agent
        .postOnce(path + "/keys/1/rotation", body + " ", key)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void ofABatchOfCancelsBelongToOneRequest() {
    var key = UUID.randomUUID().toString();
    var placed = shop.order("partner-a", customer, "ws2019-std-16core:1");
    var quote = agent.get(placed.header("Location") + "/cancellation").at("/quoteId");
    var body = Shop.batch(placed.at("/customerId"), Map.of(placed.at("/orderId"), quote));
    agent.postOnce("/v1/cancellations", body, key).expect(200);
    remember();

    agent
        .postOnce("/v1/cancellations", body + " ", key)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void replayNothingToUsersWithoutTheRole() {
    var key = UUID.randomUUID().toString();
    agent.postOnce(customer + "/orders", ONE, key).expect(201);
    remember();

    shop.of("partner-a", "AccountAdmin")
        .postOnce(customer + "/orders", ONE, key)
        .expectRefusal("403 role-required");
  }

  @Test
  void ofAnotherPartnerDoNotReplayItsAnswer() {
    var key = UUID.randomUUID().toString();
    agent.postOnce(customer + "/orders", ONE, key).expect(201);
    remember();

    shop.of("partner-b").postOnce(customer + "/orders", ONE, key).expectRefusal("404 not-found");
  }
}
