package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class CancelOrderHandlerTest {
  private static final Events CANCEL = Events.of("cancel-order");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new CancelOrderHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private void bought(Purchase... purchases) {
    Story.isPlaced(wiring.orders(), Story.order(purchases));
  }

  private Events citing(String query) {
    var quote =
        Events.of("quote-cancellation")
            .withQuery(query)
            .to(
                new QuoteCancellationHandler(wiring)::handleRequest,
                APIGatewayV2HTTPEvent.class,
                Context.class)
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
    return wiring
        .entitlements()
        .find(Story.PARTNER, Story.CUSTOMER, id)
        .orElseThrow()
        .activeQuantity();
  }

  @Test
  void cancelsForTheCreditOfTheQuote() {
    bought(Story.licences());
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
    bought(Story.licences());
    var reply = answer(citing("lines=1:1"));

    assertThat(reply.at("/credit/amount")).isEqualTo("972.00");
    assertThat(reply.at("/orderState")).isEqualTo("PARTIALLY_CANCELLED");
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void refusesAnotherSelectionUnderAUsedKey() {
    bought(Story.licences());
    var cancel = citing("lines=1:1");
    answer(cancel);

    assertThat(answer(cancel.withQuery("")).refusal()).isEqualTo("422 idempotency-key-reused");
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void refusesASecondCancel() {
    bought(Story.licences());
    answer(citing(""));

    assertThat(answer(citing("")).refusal()).isEqualTo("409 already-cancelled");
  }

  @Test
  void namesTheCreditNoteOfWhatIsCancelledAlready() {
    bought(Story.licences());
    var note = answer(citing("")).at("/creditNoteId");

    assertThat(answer(citing("")).at("/quote/lines/0/creditNoteId")).isEqualTo(note);
  }

  @Test
  void cancelsForTheCreditThatIsExpected() {
    bought(Story.licences());
    var reply = answer(expecting("1944.00"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1943.99", "1944.01", "0.00"})
  void refusesAnotherCreditThanIsExpected(String amount) {
    bought(Story.licences());
    var reply = answer(expecting(amount));

    assertThat(reply.refusal()).isEqualTo("409 quote-outdated");
    assertThat(reply.at("/quote/credit/amount")).isEqualTo("1944.00");
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void refusesAQuoteTogetherWithACredit() {
    bought(Story.licences());
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
    bought(Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));

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
    bought(Story.licences());
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
    bought(Story.licences(), Story.cancelledBy(route));

    assertThat(answer(citing("")).refusal()).isEqualTo(why);
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void refusesAtTheInstantTheWindowCloses() {
    bought(Story.licences());
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
    assertThat(answer(citing("")).refusal()).isEqualTo("409 window-closed");

    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)).minusMillis(1));
    assertThat(answer(citing("")).status()).isEqualTo(200);
  }

  @Test
  void needsTheNoticeToBeAcknowledged() {
    bought(Story.licences());
    var reply = answer(CANCEL.withBody(body("any", false)));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/acknowledged");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    bought(Story.licences());

    assertThat(answer(CANCEL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(CANCEL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
