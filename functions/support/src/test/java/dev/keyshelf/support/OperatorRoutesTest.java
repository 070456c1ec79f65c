package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators' routes for support requests. */
class OperatorRoutesTest {
  private static final Events READ = Events.of("read-operator-support");
  private static final Events ANSWER = Events.of("answer-as-operator");
  private static final Events DECIDE = Events.of("decide-as-operator");
  private static final String ONE =
      "GET /v1/operator/partners/{partnerId}/support-requests/{requestId}";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Desk desk = new Desk(fixture);

  @BeforeEach
  void open() {
    fixture.customerIsIn("US");
    fixture.partnerIs(false);
  }

  private Reply reads(Events event) {
    return fixture.send(ReadOperatorSupportHandler::new, event);
  }

  private Reply one(String request) {
    return reads(of(ANSWER, request).onRoute(ONE).withBody(""));
  }

  private static Events of(Events event, String request) {
    return event
        .again()
        .withVariable("partnerId", Story.PARTNER.value())
        .withVariable("requestId", request);
  }

  private Reply answers(String request) {
    return fixture.send(AnswerAsOperatorHandler::new, of(ANSWER, request));
  }

  private Reply decides(String request, String body) {
    return fixture.send(DecideAsOperatorHandler::new, of(DECIDE, request).withBody(body));
  }

  private static String granting(String more) {
    return "{\"decision\": \"GRANT\", \"note\": \"Yes.\"%s}".formatted(more);
  }

  @Test
  void theQueueNamesPartnerCustomerAndHowLongItHasWaited() {
    var request = desk.asked();

    var row = reads(READ).json().at("/items/0");

    assertThat(row.path("requestId").asText()).isEqualTo(request);
    assertThat(row.path("partnerId").asText()).isEqualTo(Story.PARTNER.value());
    assertThat(row.path("partnerName").asText()).isNotBlank();
    assertThat(row.path("companyName").asText()).isEqualTo("Northwind Traders");
    assertThat(row.path("since").asText()).isEqualTo(fixture.now().toString());
  }

  @Test
  void theQueueHasOpenRequestsUnlessAnotherStateIsAsked() {
    var request = desk.asked();
    assertThat(answers(request).status()).isEqualTo(201);

    assertThat(reads(READ).json().path("items")).isEmpty();
    assertThat(reads(READ.withQuery("state=ANSWERED")).at("/items/0/requestId")).isEqualTo(request);
    assertThat(reads(READ.withQuery("state=ANSWERED&partnerId=partner-z")).json().path("items"))
        .isEmpty();
  }

  @Test
  void theQueueGoesOnAtItsCursorOnlyForTheSameQuestion() {
    var first = desk.asked();
    fixture.strike(fixture.now().plusSeconds(1));
    var another = Events.of("create-support-request").again();
    var second = fixture.send(CreateSupportRequestHandler::new, another).at("/requestId");

    var page = reads(READ.withQuery("limit=1"));
    assertThat(page.at("/items/0/requestId")).isEqualTo(first);
    var next = page.at("/next");
    assertThat(reads(READ.withQuery("limit=1&cursor=" + next)).at("/items/0/requestId"))
        .isEqualTo(second);
    assertThat(reads(READ.withQuery("state=ANSWERED&cursor=" + next)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state=WAITING", "partnerId=-a", "partnerId=keyshelf", "customerId=x", "limit=0"})
  void theQueueRefusesOtherFilters(String query) {
    assertThat(reads(READ.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void aRequestShowsWhatTheTermsGive() {
    var shown = one(desk.asked());

    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
    assertThat(shown.at("/quote/terms/amount")).isEqualTo("1944.00");
    assertThat(shown.at("/quote/lines/0/terms/amount")).isEqualTo("1944.00");
    assertThat(shown.at("/quote/lines/0/explanation")).isNotBlank();
    assertThat(shown.at("/quote/asked")).isEqualTo(shown.at("/amountRequested"));
    assertThat(shown.json().at("/quote/granted").isMissingNode()).isTrue();
    assertThat(shown.json().at("/quote/lines/0/granted").isMissingNode()).isTrue();
  }

  @Test
  void aGrantPaysWhatTheQuoteSaid() {
    var request = desk.asked();
    var quote = one(request).at("/quote/quoteId");

    var reply =
        decides(request, granting(", \"pays\": \"TERMS\", \"quoteId\": \"%s\"".formatted(quote)));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/decision/credit/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/decision/operator")).isEqualTo("olga@distributor.example");
    assertThat(desk.active()).isZero();
    assertThat(one(request).json().has("quote")).isFalse();
    assertThat(one(request).json().get("decision")).isEqualTo(reply.json().get("decision"));
  }

  @Test
  void aGrantOfAnotherQuoteIsRefused() {
    var request = desk.asked();

    assertThat(decides(request, granting(", \"pays\": \"TERMS\", \"quoteId\": \"x\"")).refusal())
        .isEqualTo("409 quote-outdated");
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void aDecisionIsRepeatedUnderItsKey() {
    var request = desk.asked();
    var event = of(DECIDE, request).withBody(granting(", \"pays\": \"TERMS\""));

    var first = fixture.send(DecideAsOperatorHandler::new, event);
    var again = fixture.send(DecideAsOperatorHandler::new, event);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(decides(request, granting(", \"pays\": \"TERMS\"")).refusal())
        .isEqualTo("409 already-granted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"decision\": \"ANSWER\", \"note\": \"x\"}",
        "{\"decision\": \"GRANT\", \"note\": \"x\"}",
        "{\"decision\": \"DECLINE\", \"note\": \"x\", \"pays\": \"TERMS\"}",
        "{\"decision\": \"DECLINE\"}",
        "{\"decision\": \"DECLINE\", \"note\": \"x\", \"operator\": \"ada\"}"
      })
  void refusesOtherDecisions(String body) {
    assertThat(decides(desk.asked(), body).refusal()).isEqualTo("400 validation");
  }

  @Test
  void thePartnerReadsTheOperatorsAnswer() {
    var request = desk.asked();
    var reply = answers(request);

    assertThat(reply.at("/state")).isEqualTo("ANSWERED");
    assertThat(reply.at("/operator")).isEqualTo("olga@distributor.example");
    var note = desk.thread(request).at("/notes/0");
    assertThat(note.path("text").asText()).isEqualTo(reply.at("/text"));
    assertThat(note.path("operator").asText()).isEqualTo("olga@distributor.example");
  }

  @Test
  void theLogNamesTheOperatorOfTheToken() {
    var request = desk.asked();
    answers(request);

    assertThat(fixture.log(Story.PARTNER))
        .filteredOn(record -> record.operation() == Operation.SUPPORT_REQUEST_NOTED)
        .extracting(ActivityRecord::by)
        .containsExactly(new Actor.SupportOperator("olga@distributor.example"));
  }

  @Test
  void anotherPartnersRequestIsMissing() {
    var request = desk.asked();

    var others = of(ANSWER, request).withVariable("partnerId", "partner-z");
    assertThat(fixture.send(AnswerAsOperatorHandler::new, others).refusal())
        .isEqualTo("404 not-found");
    assertThat(reads(others.onRoute(ONE).withBody("")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void aNoteOfThePartnerDoesNotMoveTheRequestBack() {
    var request = desk.asked();
    var since = fixture.now().toString();
    fixture.strike(fixture.now().plus(Duration.ofHours(5)));
    fixture.send(
        AddSupportNoteHandler::new,
        Events.of("add-support-note").withVariable("requestId", request).again());

    assertThat(reads(READ).at("/items/0/since")).isEqualTo(since);
  }
}
