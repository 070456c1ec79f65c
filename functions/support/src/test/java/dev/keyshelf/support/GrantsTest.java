package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a grant states what it pays, and is quoted beside the request and the terms. */
class GrantsTest {
  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Desk desk = new Desk(fixture);

  @BeforeEach
  void open() {
    fixture.customerIsIn("US");
  }

  private static Purchase reservation() {
    return Bought.reservation(Period.ofYears(1))
        .priced("3650.00", "USD")
        .on(Story.BOUGHT_AT)
        .purchase();
  }

  private ObjectNode pays(String request, String credit) {
    var event = desk.event(request, "GRANT").put("pays", "AMOUNT");
    event
        .putArray("lines")
        .addObject()
        .put("line", 1)
        .putObject("credit")
        .put("amount", credit)
        .put("currency", "USD");
    return event;
  }

  private JsonNode quoted(String request, String quote) {
    return desk.shows(
            "{\"partner\": \"partner-a\", \"requestId\": \"%s\", \"quote\": %s}"
                .formatted(request, quote))
        .path("quote");
  }

  private static String fault(JsonNode answer) {
    return answer.at("/problem/errors/0/pointer").asText()
        + " "
        + answer.at("/problem/errors/0/detail").asText();
  }

  @Test
  void sayWhatTheyPay() {
    var event = desk.event(desk.asked(), "GRANT");
    event.remove("pays");

    assertThat(fault(desk.decides(event))).startsWith("/pays is missing");
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void nameTheCreditOfEachLineIfTheyPayAnAmount() {
    var event = pays(desk.asked(), "1.00");
    event.withArrayProperty("lines").addObject().put("line", 2);
    var none = desk.event(desk.asked(), "GRANT").put("pays", "AMOUNT");

    assertThat(fault(desk.decides(event))).startsWith("/lines/1/credit is missing");
    assertThat(fault(desk.decides(none))).startsWith("/lines must name each line");
  }

  @Test
  void nameNoCreditIfTheyPayByTheTerms() {
    var event = pays(desk.asked(), "1.00").put("pays", "TERMS");

    assertThat(fault(desk.decides(event))).isEqualTo("/lines/0/credit is only for AMOUNT");
  }

  @Test
  void areQuotedBesideTheRequestAndTheTerms() {
    var quote =
        quoted(
            desk.asked(),
            """
            {"pays": "AMOUNT",
             "lines": [{"line": 1, "quantity": 1, "credit": {"amount": "7.00", "currency": "USD"}}]}
            """);

    assertThat(quote.at("/asked/amount").asText()).isEqualTo("1944.00");
    assertThat(quote.at("/terms/amount").asText()).isEqualTo("972.00");
    assertThat(quote.at("/granted/amount").asText()).isEqualTo("7.00");
    assertThat(quote.at("/lines/0/left/amount").asText()).isEqualTo("1944.00");
    assertThat(quote.at("/lines/0/explanation").asText()).contains("x 1/2 x 100 % = 972.00 USD");
    assertThat(quote.at("/grantable").asBoolean()).isTrue();
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void areQuotedWithTheReasonsAgainstThem() {
    var quote =
        quoted(desk.asked(Story.cancelledBy(CancellationRoute.NEVER)), "{\"pays\": \"TERMS\"}");

    assertThat(quote.at("/grantable").asBoolean()).isFalse();
    assertThat(quote.at("/lines/0/code").asText()).isEqualTo("not-cancellable");
    assertThat(quote.at("/granted/amount").asText()).isEqualTo("0.00");
  }

  @Test
  void payTheConfirmedCreditOrNothing() {
    var request = desk.asked();
    var quote = quoted(request, "{\"pays\": \"TERMS\"}").path("quoteId").asText();

    var other = desk.decides(pays(request, "7.00").put("quoteId", quote));
    assertThat(Desk.code(other)).isEqualTo("quote-outdated");
    assertThat(desk.active()).isEqualTo(2);
    assertThat(
            desk.decides(desk.event(request, "GRANT").put("quoteId", quote))
                .at("/decision/credit/amount")
                .asText())
        .isEqualTo("1944.00");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"pays\": \"MORE\"}', validation",
    "'{}', validation",
    "'{\"pays\": \"TERMS\", \"lines\": [{\"line\": 9}]}', validation"
  })
  void areNotQuotedForInvalidRequests(String quote, String code) {
    var answer =
        desk.shows(
            "{\"partner\": \"partner-a\", \"requestId\": \"%s\", \"quote\": %s}"
                .formatted(desk.asked(), quote));

    assertThat(Desk.code(answer)).isEqualTo(code);
  }

  @Test
  void endAReservationByTheDayWithoutANoticeOnSoftware() {
    var request = desk.asked(reservation());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(100)));

    var decision = desk.decides(desk.event(request, "GRANT")).path("decision");

    assertThat(decision.at("/credit/amount").asText()).isEqualTo("5300.00");
    assertThat(decision.path("customerNotice").asText()).isEqualTo("The purchase was cancelled.");
    assertThat(desk.thread(request).at("/decision/customerNotice").asText())
        .isEqualTo("The purchase was cancelled.");
  }

  @Test
  void leaveACustomerTheSoftwareThatIsNotCancelled() {
    var event = desk.event(desk.asked(), "GRANT");
    event.putArray("lines").addObject().put("line", 1).put("quantity", 1);

    assertThat(desk.decides(event).at("/decision/customerNotice").asText())
        .startsWith("A part of the purchase was cancelled.")
        .doesNotContain("every downloaded copy");
  }
}
