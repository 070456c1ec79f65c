package dev.keyshelf.local.api;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What support's requests take no more: the closed ones, and keys that were used for another. */
@SuppressWarnings("NullAway.Init") // made before all tests
class SupportRefusalsTest {
  private static final String REQUESTS = "/v1/support-requests";
  private static final String NOTE = "{\"text\": \"And?\"}";

  private static Shop shop;
  private static Client agent;
  private static Answer order;
  private String request;
  private String key;

  @BeforeAll
  static void buy() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    var customer = shop.customerOf("partner-a", "US");
    order = shop.order("partner-a", customer, "ws2019-std-16core:1");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void ask() {
    request = agent.post(REQUESTS, question()).expect(201).header("Location");
    key = UUID.randomUUID().toString();
  }

  private static String question() {
    return Shop.supportRequest(order.at("/customerId"), order.at("/orderId"));
  }

  private void closed() {
    agent.post(request + "/closure", "").expect(200);
  }

  private void expectTheKeyIsUsed(String path, String body) {
    agent.postOnce(path, body, key).expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void aClosedRequestTakesNoFile() {
    closed();

    agent.post(request + "/attachments", Shop.LETTER).expectRefusal("409 request-closed");
  }

  @Test
  void aFileThatIsUploadedTooLateIsNotAttached() {
    var begun = agent.post(request + "/attachments", Shop.LETTER).expect(201);
    closed();

    agent.post(begun.header("Location") + "/complete", "").expectRefusal("409 request-closed");
  }

  @Test
  void theKeyOfARequestIsForNoOther() {
    agent.postOnce(REQUESTS, question(), key).expect(201);

    expectTheKeyIsUsed(REQUESTS, question() + " ");
  }

  @Test
  void theKeyOfANoteIsForNoOther() {
    agent.postOnce(request + "/notes", NOTE, key).expect(201);

    expectTheKeyIsUsed(request + "/notes", NOTE + " ");
  }

  @Test
  void theKeyOfAClosureIsForNoOther() {
    agent.postOnce(request + "/closure", "", key).expect(200);

    expectTheKeyIsUsed(request + "/closure", "{}");
  }

  @Test
  void theKeyOfAFileIsForNoOther() {
    agent.postOnce(request + "/attachments", Shop.LETTER, key).expect(201);

    expectTheKeyIsUsed(request + "/attachments", Shop.LETTER + " ");
  }
}
