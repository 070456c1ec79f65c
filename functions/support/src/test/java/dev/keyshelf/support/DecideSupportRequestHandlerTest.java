package dev.keyshelf.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideSupportRequestHandlerTest {
  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Desk desk = new Desk(fixture);

  @BeforeEach
  void open() {
    fixture.customerIsIn("US");
  }

  @Test
  void grantsTheRequest() {
    var request = desk.asked();
    var answer = desk.decides(desk.event(request, "GRANT"));

    assertThat(answer.at("/decision/result").asText()).as(answer.toString()).isEqualTo("GRANTED");
    assertThat(answer.at("/decision/credit/amount").asText()).isEqualTo("1944.00");
    assertThat(answer.at("/decision/customerNotice").asText()).contains("uninstall");
    assertThat(desk.active()).isZero();
    assertThat(desk.thread(request).get("decision")).isEqualTo(answer.get("decision"));
    assertThat(desk.thread(request).at("/state").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void tellsThePartnerWhy() {
    var request = desk.asked();
    desk.decides(desk.event(request, "DECLINE"));

    var note = desk.thread(request).at("/notes/0");
    assertThat(note.path("text").asText()).isEqualTo("As you wish.\nYours, Olga");
    assertThat(note.path("operator").asText()).isEqualTo("olga@distributor.example");
    assertThat(desk.thread(request).at("/decision/result").asText()).isEqualTo("DECLINED");
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void answersWithoutADecision() {
    var request = desk.asked();
    desk.decides(desk.event(request, "ANSWER"));

    assertThat(desk.thread(request).has("decision")).isFalse();
    assertThat(desk.thread(request).at("/state").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void grantsSomeUnitsForTheNamedCredit() {
    var request = desk.asked();
    var event = desk.event(request, "GRANT").put("pays", "AMOUNT");
    event
        .putArray("lines")
        .addObject()
        .put("line", 1)
        .put("quantity", 1)
        .putObject("credit")
        .put("amount", "100.00")
        .put("currency", "USD");

    assertThat(desk.decides(event).at("/decision/credit/amount").asText()).isEqualTo("100.00");
    assertThat(desk.active()).isEqualTo(1);
  }

  @Test
  void repeatsTheAnswerToTheSameEventAndCreditsOnce() {
    var event = desk.event(desk.asked(), "GRANT");
    var first = desk.decides(event);

    assertThat(desk.decides(event)).isEqualTo(first);
    assertThat(
            fixture
                .ports()
                .ledger()
                .list(Story.PARTNER, YearMonth.of(2026, 11), 9, Optional.empty())
                .entries())
        .hasSize(2);
  }

  @Test
  void refusesAnotherEventUnderAUsedId() {
    var event = desk.event(desk.asked(), "DECLINE");
    desk.decides(event);

    assertThat(Desk.code(desk.decides(event.put("decision", "GRANT").put("pays", "TERMS"))))
        .isEqualTo("idempotency-key-reused");
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void refusesASecondGrant() {
    var request = desk.asked();
    desk.decides(desk.event(request, "GRANT"));

    assertThat(Desk.code(desk.decides(desk.event(request, "GRANT")))).isEqualTo("already-granted");
  }

  @Test
  void refusesProductsThatCanNeverBeCancelled() {
    var request = desk.asked(Story.cancelledBy(CancellationRoute.NEVER));

    assertThat(Desk.code(desk.decides(desk.event(request, "GRANT")))).isEqualTo("not-cancellable");
    assertThat(desk.thread(request).at("/state").asText()).isEqualTo("OPEN");
  }

  @Test
  void refusesCancelledLines() {
    var request = desk.asked(Story.licences());
    fixture.cancelled();

    assertThat(Desk.code(desk.decides(desk.event(request, "GRANT"))))
        .isEqualTo("already-cancelled");
  }

  @Test
  void refusesATermThatEnded() {
    var request = desk.asked(Story.subscription());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(31)));

    assertThat(Desk.code(desk.decides(desk.event(request, "GRANT")))).isEqualTo("term-ended");
  }

  @Test
  void refusesACreditAboveTheCharge() {
    var event = desk.event(desk.asked(), "GRANT").put("pays", "AMOUNT");
    event
        .putArray("lines")
        .addObject()
        .put("line", 1)
        .putObject("credit")
        .put("amount", "1944.01")
        .put("currency", "USD");

    assertThat(Desk.code(desk.decides(event))).isEqualTo("credit-too-large");
    assertThat(desk.active()).isEqualTo(2);
  }

  @Test
  void grantsAfterTheWindow() {
    var request = desk.asked();
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(400)));

    assertThat(desk.decides(desk.event(request, "GRANT")).at("/decision/result").asText())
        .isEqualTo("GRANTED");
  }

  @Test
  void findsNoRequestOfAnotherPartner() {
    var event = desk.event(desk.asked(), "GRANT").put("partner", "partner-b");

    assertThat(Desk.code(desk.decides(event))).isEqualTo("not-found");
    assertThat(desk.active()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "id, /id",
    "partner, /partner",
    "requestId, /requestId",
    "decision, /decision",
    "operator, /operator",
    "note, /note"
  })
  void namesMissingFields(String field, String pointer) {
    var event = desk.event(desk.asked(), "DECLINE");
    event.remove(field);
    var answer = desk.decides(event);

    assertThat(Desk.code(answer)).isEqualTo("validation");
    assertThat(answer.at("/problem/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void refusesLinesWithoutAGrant() {
    var event = desk.event(desk.asked(), "DECLINE");
    event.putArray("lines").addObject().put("line", 1);

    assertThat(desk.decides(event).at("/problem/errors/0/pointer").asText()).isEqualTo("/lines");
  }

  @Test
  void refusesAnEventThatIsNotAnObject() {
    assertThat(Desk.code(desk.decides("[]"))).isEqualTo("malformed-json");
  }
}
