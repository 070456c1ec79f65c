package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelOrderHandlerTest {
  private static final Events CANCEL = Events.of("cancel-order");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    return fixture.send(CancelOrderHandler::new, event);
  }

  private Events citing(String query) {
    var quote =
        fixture
            .send(QuoteCancellationHandler::new, Events.of("quote-cancellation").withQuery(query))
            .at("/quoteId");
    return CANCEL.again().withQuery(query).withBody(body(quote, true));
  }

  private static String body(String quote, boolean acknowledged) {
    return """
    {"quoteId": "%s", "reasonCode": "CUSTOMER_CHANGED_MIND", "acknowledged": %s}
    """
        .formatted(quote, acknowledged);
  }

  @Test
  void needsNoReason() {
    fixture.bought(Story.licences());
    var cancel = citing("");
    var body = cancel.body().replace("\"reasonCode\": \"CUSTOMER_CHANGED_MIND\", ", "");
    var reply = answer(cancel.withBody(body));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/reason")).isEqualTo("NOT_STATED");
    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(each -> each.operation() == Operation.ORDER_CANCELLED)
        .singleElement()
        .extracting(ActivityRecord::reason)
        .isEqualTo(Optional.of("NOT_STATED"));
  }

  @Test
  void writesTheCustomersNoticeInThePreferredLanguage() {
    fixture.bought(Story.licences());
    var cancel = citing("").withHeader("accept-language", "ru,en;q=0.1");
    var reply = answer(cancel);

    assertThat(reply.at("/customerNotice")).startsWith("Покупка отменена.");
    assertThat(reply.header("Content-Language")).isEqualTo("en, ru");
    assertThat(answer(cancel.withHeader("accept-language", "ko")).text()).isEqualTo(reply.text());
  }

  @Test
  void takesWordsWithoutACodeForAnotherReason() {
    fixture.bought(Story.licences());
    var cancel = citing("");
    var body = cancel.body().replace("Code\": \"CUSTOMER_CHANGED_MIND", "\": \"Moved to Linux.");

    assertThat(answer(cancel.withBody(body)).at("/reason")).isEqualTo("OTHER");
  }

  @Test
  void namesWhatThePreparedSupportRequestNeeds() {
    fixture.bought(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
    var cancel = citing("");
    var body = cancel.body().replace("\"reasonCode\": \"CUSTOMER_CHANGED_MIND\", ", "");

    assertThat(answer(cancel).json().at("/quote/supportRequestNeeds"))
        .extracting(JsonNode::asText)
        .containsExactly("/contact/name", "/contact/email", "/contact/phone");
    var unstated = answer(cancel.again().withBody(body));
    assertThat(unstated.json().at("/quote/supportRequestNeeds"))
        .extracting(JsonNode::asText)
        .contains("/contact/phone", "/reasonCode");
    assertThat(unstated.json().at("/quote/supportRequest").has("reasonCode")).isFalse();
  }

  private int active() {
    var id = new EntitlementId(Story.ORDER + "-1");
    return fixture
        .ports()
        .entitlements()
        .find(Story.PARTNER, Story.CUSTOMER, id)
        .orElseThrow()
        .activeQuantity();
  }

  @Test
  void cancelsForTheCreditOfTheQuote() {
    fixture.bought(Story.licences());
    var cancel = citing("");
    var reply = answer(cancel);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/orderState")).isEqualTo("CANCELLED");
    assertThat(reply.at("/customerNotice")).contains("uninstall");
    assertThat(active()).isZero();
    assertThat(answer(cancel).text()).isEqualTo(reply.text());
  }

  @Test
  void cancelsOneUnitOfALine() {
    fixture.bought(Story.licences());
    var reply = answer(citing("lines=1:1"));

    assertThat(reply.at("/credit/amount")).isEqualTo("972.00");
    assertThat(reply.at("/orderState")).isEqualTo("PARTIALLY_CANCELLED");
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void refusesAnotherSelectionUnderAUsedKey() {
    fixture.bought(Story.licences());
    var cancel = citing("lines=1:1");
    answer(cancel);

    assertThat(answer(cancel.withQuery("")).refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void refusesASecondCancel() {
    fixture.bought(Story.licences());
    answer(citing(""));

    assertThat(answer(citing("")).refusal()).isEqualTo("409 already-cancelled");
  }

  @Test
  void namesTheCreditNoteOfAnEarlierCancellation() {
    fixture.bought(Story.licences());
    var note = answer(citing("")).at("/creditNoteId");

    assertThat(answer(citing("")).at("/quote/lines/0/creditNoteId")).isEqualTo(note);
  }

  @Test
  void cancelsForTheExpectedCredit() {
    fixture.bought(Story.licences());
    var reply = answer(expecting("1944.00"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1943.99", "1944.01", "0.00"})
  void refusesACreditOtherThanExpected(String amount) {
    fixture.bought(Story.licences());
    var reply = answer(expecting(amount));

    assertThat(reply.refusal()).isEqualTo("409 quote-outdated");
    assertThat(reply.at("/quote/credit/amount")).isEqualTo("1944.00");
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void refusesAQuoteTogetherWithACredit() {
    fixture.bought(Story.licences());
    var reply =
        answer(
            CANCEL.withBody(
                """
                {"quoteId": "q", "expectedCredit": {"amount": "1944.00", "currency": "USD"},
                 "reasonCode": "OTHER", "acknowledged": true}
                """));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/quoteId");
  }

  @Test
  void copiesTheReasonIntoTheSupportRequest() {
    fixture.bought(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));

    assertThat(answer(citing("")).at("/quote/supportRequest/reasonCode"))
        .isEqualTo("CUSTOMER_CHANGED_MIND");
  }

  private static Events expecting(String amount) {
    return CANCEL
        .again()
        .withBody(
            """
            {"expectedCredit": {"amount": "%s", "currency": "USD"},
             "reasonCode": "OTHER", "acknowledged": true}
            """
                .formatted(amount));
  }

  @Test
  void aRefusalNamesTheLanguagesOfItsQuote() {
    var titles =
        new Titles(Story.licences().productTitle(), Map.of(SpokenLanguage.KOREAN, "윈도우 서버"));
    fixture.bought(Story.licences().withTitles(titles, Story.licences().skuTitles()));
    var outdated = citing("");
    answer(citing("lines=1:1"));

    var korean = answer(outdated.withHeader("accept-language", "ko"));
    assertThat(korean.refusal()).isEqualTo("409 quote-outdated");
    assertThat(korean.at("/quote/lines/0/productTitle")).isEqualTo("윈도우 서버");
    assertThat(korean.header("Content-Language")).contains("ko");
    assertThat(korean.header("Vary")).isEqualTo("Accept-Language");
    assertThat(answer(outdated).header("Content-Language")).isEqualTo("en");
  }

  @Test
  void refusesAnotherQuoteAndReturnsTheCurrentOne() {
    fixture.bought(Story.licences());
    var outdated = citing("");
    answer(citing("lines=1:1"));
    var reply = answer(outdated);

    assertThat(reply.refusal()).isEqualTo("409 quote-outdated");
    assertThat(reply.at("/quote/credit/amount")).isEqualTo("972.00");
    assertThat(active()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"NEVER, 409 not-cancellable", "SUPPORT_REQUEST, 409 needs-support-request"})
  void refusesTheWholeOrderForOneLineThatCannotBeCancelled(CancellationRoute route, String why) {
    fixture.bought(Story.licences(), Story.cancelledBy(route));

    assertThat(answer(citing("")).refusal()).isEqualTo(why);
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void refusesAtTheInstantTheWindowCloses() {
    fixture.bought(Story.licences());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
    assertThat(answer(citing("")).refusal()).isEqualTo("409 window-closed");

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)).minusMillis(1));
    assertThat(answer(citing("")).status()).isEqualTo(200);
  }

  @Test
  void requiresTheAcknowledgement() {
    fixture.bought(Story.licences());
    var reply = answer(CANCEL.withBody(body("any", false)));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/acknowledged");
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    fixture.bought(Story.licences());

    assertThat(answer(CANCEL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(CANCEL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
