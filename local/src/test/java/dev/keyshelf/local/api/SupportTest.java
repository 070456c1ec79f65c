package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A support request over HTTP, from what was asked to what was decided. */
@SuppressWarnings("NullAway.Init") // made before all tests
class SupportTest {
  private static final String SUPPORT = "/v1/support-requests";

  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 2);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Answer ordered() {
    return shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
  }

  private static Answer asked(Answer order) {
    return agent
        .post(SUPPORT, Shop.supportRequest(order.at("/customerId"), order.at("/orderId")))
        .expect(201);
  }

  @Test
  void answersAsItIsDocumented() {
    var contract = Contract.of(Settings.defaultTemplate().resolveSibling("docs/openapi.yaml"));
    var asked = asked(ordered());
    var path = asked.header("Location");
    var noted = agent.post(path + "/notes", "{\"text\": \"And?\\nPlease.\"}");
    shop.decides("partner-a", asked.at("/requestId"), "GRANT");
    var begun = agent.post(path + "/attachments", Shop.LETTER);
    var file = begun.header("Location");
    var tooSoon = agent.post(file + "/complete", "");
    agent.upload(begun, "Dear Sirs\n".getBytes(StandardCharsets.UTF_8));
    var completed = agent.post(file + "/complete", "");
    var fetched = agent.get(file);
    var read = agent.get(path);
    var listed = agent.get(SUPPORT);
    var closed = agent.post(path + "/closure", "{}");
    var late = agent.post(path + "/notes", "{\"text\": \"And?\"}");

    assertThat(faults(contract, "POST", SUPPORT, asked)).isEmpty();
    assertThat(faults(contract, "POST", path + "/notes", noted)).isEmpty();
    assertThat(faults(contract, "POST", path + "/attachments", begun)).isEmpty();
    assertThat(faults(contract, "POST", file + "/complete", tooSoon)).isEmpty();
    tooSoon.expectRefusal("422 attachment-rejected");
    assertThat(faults(contract, "POST", file + "/complete", completed)).isEmpty();
    assertThat(faults(contract, "GET", file, fetched)).isEmpty();
    assertThat(faults(contract, "GET", path, read)).isEmpty();
    assertThat(faults(contract, "GET", SUPPORT, listed)).isEmpty();
    assertThat(faults(contract, "POST", path + "/closure", closed)).isEmpty();
    assertThat(faults(contract, "POST", path + "/notes", late)).isEmpty();
    late.expectRefusal("409 request-closed");
    assertThat(faults(contract, "GET", "/v1/activity", shop.of("partner-a").get("/v1/activity")))
        .isEmpty();
  }

  private static List<String> faults(Contract contract, String method, String path, Answer answer) {
    return contract.faults(
        method, path, answer.status(), answer.header("Content-Type"), answer.text());
  }

  @Test
  void logsEachStepWithItsActor() {
    var order = ordered();
    var asked = asked(order);
    agent.post(asked.header("Location") + "/notes", "{\"text\": \"And?\"}").expect(201);
    Shop.attached(agent, asked.header("Location"));
    shop.decides("partner-a", asked.at("/requestId"), "GRANT");
    agent.post(asked.header("Location") + "/closure", "").expect(200);

    assertThat(agent.get("/v1/activity?limit=200").expect(200).json().get("items"))
        .filteredOn(each -> each.path("supportRequestId").asText().equals(asked.at("/requestId")))
        .extracting(
            each ->
                each.path("operation").asText()
                    + " "
                    + each.at("/actor/user").asText()
                    + each.at("/actor/operator").asText())
        .containsExactlyInAnyOrder(
            "SUPPORT_REQUEST_CREATED user@partner-a.example",
            "SUPPORT_REQUEST_NOTED user@partner-a.example",
            "SUPPORT_REQUEST_ATTACHED user@partner-a.example",
            "SUPPORT_REQUEST_DECIDED olga@distributor.example",
            "ORDER_CANCELLED olga@distributor.example",
            "SUPPORT_REQUEST_CLOSED user@partner-a.example");
  }

  @Test
  void tellsThatARequestHasNotChanged() {
    var path = asked(ordered()).header("Location");
    var tag = agent.get(path).header("ETag");

    agent.get(path, "If-None-Match", tag).expect(304);
    agent.post(path + "/notes", "{\"text\": \"And?\"}").expect(201);
    agent.get(path, "If-None-Match", tag).expect(200);
  }

  @Test
  void grantsWhatItsBuyerCouldHaveCancelledToo() {
    var order = ordered();
    var asked = asked(order);

    assertThat(shop.decides("partner-a", asked.at("/requestId"), "GRANT").at("/state").asText())
        .isEqualTo("ANSWERED");
    Shop.cancel(agent, order.header("Location"), "").expectRefusal("409 already-cancelled");
  }
}
