package dev.keyshelf.local.api;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests refusals about closed support requests and about reused idempotency keys. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
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
  void aClosedRequestRefusesFiles() {
    closed();

    agent.post(request + "/attachments", Shop.LETTER).expectRefusal("409 request-closed");
  }

  @Test
  void aFileUploadedAfterTheClosureIsNotAttached() {
    var begun = agent.post(request + "/attachments", Shop.LETTER).expect(201);
    closed();

    agent.post(begun.header("Location") + "/complete", "").expectRefusal("409 request-closed");
  }

  @Test
  void theKeyOfARequestCannotBeReused() {
    agent.postOnce(REQUESTS, question(), key).expect(201);

    expectTheKeyIsUsed(REQUESTS, question() + " ");
  }

  @Test
  void theKeyOfANoteCannotBeReused() {
    agent.postOnce(request + "/notes", NOTE, key).expect(201);

    expectTheKeyIsUsed(request + "/notes", NOTE + " ");
  }

  @Test
  void theKeyOfAClosureCannotBeReused() {
    agent.postOnce(request + "/closure", "", key).expect(200);

    expectTheKeyIsUsed(request + "/closure", "{}");
  }

  @Test
  void theKeyOfAFileCannotBeReused() {
    agent.postOnce(request + "/attachments", Shop.LETTER, key).expect(201);

    expectTheKeyIsUsed(request + "/attachments", Shop.LETTER + " ");
  }
}
