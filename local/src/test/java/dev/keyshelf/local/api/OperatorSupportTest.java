package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Beginning;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators work on the support requests of partners over HTTP. */
@SuppressWarnings("NullAway.Init") // @BeforeAll and @BeforeEach set the fields
class OperatorSupportTest {
  private static final String QUEUE = "/v1/operator/support-requests";
  private static final String ANSWER = "{\"text\": \"Soon.\"}";
  private static final String DECLINE = "{\"decision\": \"DECLINE\", \"note\": \"No.\"}";
  private static final String GRANT =
      "{\"decision\": \"GRANT\", \"note\": \"Yes.\", \"pays\": \"TERMS\"}";

  private static Shop shop;
  private static Client agent;
  private static Client operator;
  private String request;
  private String path;
  private String key;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    operator = Operators.of(shop);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void ask() {
    var order = shop.order("partner-a", shop.customerOf("partner-a", "US"), "ws2019-std-16core:1");
    var asks = Shop.supportRequest(order.at("/customerId"), order.at("/orderId"));
    request = agent.post("/v1/support-requests", asks).expect(201).at("/requestId");
    path = "/v1/operator/partners/partner-a/support-requests/" + request;
    key = UUID.randomUUID().toString();
  }

  private void closed() {
    agent.post("/v1/support-requests/" + request + "/closure", "").expect(200);
  }

  @Test
  void aGrantByTheQuoteIsOnThePartnersInvoice() {
    var quote = operator.get(path).expect(200);
    var terms = quote.at("/quote/terms/amount");

    var decided =
        operator
            .post(
                path + "/decision",
                GRANT.replace(
                    "\"TERMS\"",
                    "\"TERMS\", \"quoteId\": \"%s\"".formatted(quote.at("/quote/quoteId"))))
            .expect(200);

    assertThat(decided.at("/decision/credit/amount")).isEqualTo(terms);
    assertThat(agent.get("/v1/invoices/" + Beginning.MONTH).expect(200).text())
        .contains(decided.at("/decision/creditNoteId"));
    operator.post(path + "/decision", GRANT).expectRefusal("409 already-granted");
    assertThat(operator.get(path).json().has("quote")).isFalse();
  }

  @Test
  void theQueueShowsARequestUntilItIsAnswered() {
    assertThat(operator.get(QUEUE + "?limit=200").expect(200).all("requestId")).contains(request);

    operator.post(path + "/answers", ANSWER).expect(201);

    assertThat(operator.get(QUEUE + "?limit=200").all("requestId")).doesNotContain(request);
    assertThat(operator.get(QUEUE + "?limit=200&state=ANSWERED").all("requestId"))
        .contains(request);
    assertThat(operator.get(QUEUE + "?limit=200&state=ANSWERED&partnerId=partner-b").all("title"))
        .isEmpty();
  }

  @Test
  void anUnchangedQueueOrRequestIsNotSentAgain() {
    for (var target : new String[] {QUEUE, path}) {
      var tag = operator.get(target).expect(200).header("etag");
      assertThat(operator.get(target, "If-None-Match", tag).expect(304).text()).isEmpty();
    }
  }

  @Test
  void aFileOfAPartnerIsDownloadedByItsUrl() {
    var file = Shop.attached(agent, "/v1/support-requests/" + request);

    var fetched = operator.get(path + "/attachments/" + file).expect(200);

    assertThat(fetched.at("/fileName")).isEqualTo("letter.txt");
    assertThat(fetched.at("/download/url")).startsWith("http");
    assertThat(operator.get(path).all("attachmentId")).containsExactly(file);
  }

  @Test
  void aClosedRequestTakesNoAnswerAndNoDecision() {
    closed();

    operator.post(path + "/answers", ANSWER).expectRefusal("409 request-closed");
    operator.post(path + "/decision", DECLINE).expectRefusal("409 request-closed");
  }

  @Test
  void theKeyOfACommandCannotBeReused() {
    operator.postOnce(path + "/answers", ANSWER, key).expect(201);
    operator
        .postOnce(path + "/answers", ANSWER + " ", key)
        .expectRefusal("422 idempotency-key-reused");
    operator.postOnce(path + "/decision", DECLINE, key).expect(200);
    operator
        .postOnce(path + "/decision", DECLINE + " ", key)
        .expectRefusal("422 idempotency-key-reused");
  }

  @Test
  void theLogOfThePartnerNamesTheOperator() {
    operator.post(path + "/decision", DECLINE).expect(200);

    var log = agent.get("/v1/activity?operation=SUPPORT_REQUEST_DECIDED&limit=1").expect(200);
    assertThat(log.at("/items/0/actor/operator")).isEqualTo("olga@distributor.example");
    assertThat(log.at("/items/0/supportRequestId")).isEqualTo(request);
  }
}
