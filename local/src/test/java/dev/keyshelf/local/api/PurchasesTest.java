package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks purchases for keys, links and cancels that they do not allow. */
class PurchasesTest extends BadInput {
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
  void areRefusedWithTheLinesThatLackKeys() throws Exception {
    shop.supply("sql-server-2017-standard", 1);
    remember();
    var two = Shop.lines("sql2017-std-2core:1", "ws2019-std-16core:1", "sql2017-std-2core:1");

    var refused = agent.post(customer + "/orders", two);
    refused.expectRefusal("409 keys-exhausted").expectPointers("/lines/2/quantity");
    shop.expectNothingWrittenSince(before);
    bought("sql2017-std-2core:1");
  }

  @Test
  void getNoKeysFromAnEmptyPoolUnlessReserved() {
    var software = Shop.software(bought("w7-esu-2020-p1y:1"), 1);

    var answer = agent.post(software + "/keys", "");
    answer.expectRefusal("503 keys-exhausted");
    assertThat(answer.header("retry-after")).isEqualTo("300");
    assertThat(agent.get(software).at("/keysIssued")).isEqualTo("false");
    assertThat(agent.get(software).at("/keysOutstanding")).isEqualTo("0");
  }

  @Test
  void getNoLinkToAFileThatTheProductLacks() {
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
  void thatAreNotForSelfServiceAreNotCancelled(String line, String refusal) {
    Shop.cancel(agent, bought(line).header("Location"), "").expectRefusal(refusal);
  }

  @Test
  void areCancelledOnlyForTheCurrentQuote() {
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
  void areCancelledOnlyWithAllRequiredFields(String body, String pointer) {
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
  void areSelectedOnlyByValidLines(String query) {
    var path = order + "/cancellation?" + query;

    agent.get(path).expectRefusal("400 validation");
    agent.post(path, Shop.citing("any")).expectRefusal("400 validation");
  }

  @Test
  void areNotCancelledBeyondTheActiveUnits() {
    Shop.cancel(agent, order, "?lines=1:3").expectRefusal("409 quantity-too-large");
  }
}
