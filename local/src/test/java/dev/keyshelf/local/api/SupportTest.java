package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests a support request over HTTP, from its creation to the decision. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
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
  void lettersAreUploadedByPagesOfThisServerOnly() throws Exception {
    var path = asked(ordered()).header("Location");
    var begun = agent.post(path + "/attachments", Shop.LETTER);
    var url = URI.create(begun.at("/upload/url"));
    var port = agent.base().getPort();

    assertThat(allowedOrigin(url, "http://localhost:" + port)).contains("http://localhost:" + port);
    assertThat(allowedOrigin(url, "http://127.0.0.1:" + port)).isPresent();
    assertThat(allowedOrigin(url, "http://localhost:" + port + "0")).isEmpty();
    assertThat(allowedOrigin(url, "https://elsewhere.example")).isEmpty();
    var uploaded = uploads(begun, "http://localhost:" + port);
    assertThat(uploaded.statusCode()).isEqualTo(200);
    assertThat(uploaded.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://localhost:" + port);
  }

  /** Uploads as a page of an origin does: a browser sets the length itself. */
  private static HttpResponse<String> uploads(Answer begun, String origin) throws Exception {
    var put =
        HttpRequest.newBuilder(URI.create(begun.at("/upload/url")))
            .PUT(BodyPublishers.ofString("Dear Sirs\n"))
            .header("Origin", origin);
    begun.json().at("/upload/headers").properties().stream()
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(put.build(), BodyHandlers.ofString());
    }
  }

  /** Asks as a browser does before a page of an origin uploads. */
  private static Optional<String> allowedOrigin(URI url, String origin) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(url)
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("Origin", origin)
                  .header("Access-Control-Request-Method", "PUT")
                  .header("Access-Control-Request-Headers", "content-type,x-amz-checksum-sha256")
                  .build(),
              BodyHandlers.ofString())
          .headers()
          .firstValue("Access-Control-Allow-Origin");
    }
  }

  @Test
  void answersConformToTheContract() {
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
  void answers304IfARequestHasNotChanged() {
    var path = asked(ordered()).header("Location");
    var tag = agent.get(path).header("ETag");

    agent.get(path, "If-None-Match", tag).expect(304);
    agent.post(path + "/notes", "{\"text\": \"And?\"}").expect(201);
    agent.get(path, "If-None-Match", tag).expect(200);
  }

  @Test
  void grantsAlsoOrdersThatTheBuyerCouldCancel() {
    var order = ordered();
    var asked = asked(order);

    assertThat(shop.decides("partner-a", asked.at("/requestId"), "GRANT").at("/state").asText())
        .isEqualTo("ANSWERED");
    Shop.cancel(agent, order.header("Location"), "").expectRefusal("409 already-cancelled");
  }
}
