package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
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
  void namesTheCreditNoteOfWhatIsCancelledAlready() {
    fixture.bought(Story.licences());
    var note = answer(citing("")).at("/creditNoteId");

    assertThat(answer(citing("")).at("/quote/lines/0/creditNoteId")).isEqualTo(note);
  }

  @Test
  void cancelsForTheCreditThatIsExpected() {
    fixture.bought(Story.licences());
    var reply = answer(expecting("1944.00"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1943.99", "1944.01", "0.00"})
  void refusesAnotherCreditThanIsExpected(String amount) {
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
  void carriesTheReasonOverIntoTheSupportRequest() {
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
  void refusesAnotherQuoteAndGivesTheOneOfNow() {
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
  void needsTheNoticeToBeAcknowledged() {
    fixture.bought(Story.licences());
    var reply = answer(CANCEL.withBody(body("any", false)));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/acknowledged");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    fixture.bought(Story.licences());

    assertThat(answer(CANCEL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(CANCEL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
