package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.testkit.Bought;
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

class QuoteCancellationHandlerTest {
  private static final Events QUOTE = Events.of("quote-cancellation");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply answer(Events event) {
    return fixture.send(QuoteCancellationHandler::new, event);
  }

  @Test
  void quotesTheWholeOrderWithTheTimeLeft() {
    fixture.bought(Story.licences());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(30)));
    var reply = answer(QUOTE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/cancellable")).isEqualTo("true");
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/lines/0/daysLeft")).isEqualTo("59");
    assertThat(reply.at("/lines/0/hoursLeft")).isEqualTo("23");
    assertThat(reply.at("/lines/0/minutesLeft")).isEqualTo("30");
    assertThat(reply.at("/invoiceMonth")).isEqualTo("2026-11");
  }

  @ParameterizedTest
  @CsvSource({"PT45M30S, 45", "PT1M, 1", "PT59S, 1", "PT0.001S, 1"})
  void countsTheMinutesOfTheLastHour(Duration left, String minutes) {
    fixture.bought(Story.licences());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)).minus(left));
    var reply = answer(QUOTE);

    assertThat(reply.at("/lines/0/daysLeft")).isEqualTo("0");
    assertThat(reply.at("/lines/0/hoursLeft")).isEqualTo("0");
    assertThat(reply.at("/lines/0/minutesLeft")).isEqualTo(minutes);
  }

  @Test
  void countsAndNamesTheProductsOwnWindow() {
    fixture.bought(
        Story.licences(),
        Bought.perpetual().on(Story.BOUGHT_AT).within(Duration.ofDays(30)).purchase());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(29)));
    var open = answer(QUOTE);
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(30)));
    var closed = answer(QUOTE);

    assertThat(open.at("/lines/0/windowOf")).isEqualTo("EDITION");
    assertThat(open.at("/lines/0/daysLeft")).isEqualTo("31");
    assertThat(open.at("/lines/1/windowOf")).isEqualTo("PRODUCT");
    assertThat(open.at("/lines/1/cancellationWindow")).isEqualTo("PT720H");
    assertThat(open.at("/lines/1/daysLeft")).isEqualTo("1");
    assertThat(closed.at("/lines/0/cancellable")).isEqualTo("true");
    assertThat(closed.at("/lines/1/code")).isEqualTo("window-closed");
    assertThat(closed.at("/lines/1/detail"))
        .isEqualTo(
            "the product's own cancellation window closed at 2026-12-20T09:10:00Z (edition"
                + " 2020-01-21 of server-software)");
  }

  @Test
  void quotesTheUnusedDaysOfASubscription() {
    fixture.bought(Story.subscription());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(10)));
    var reply = answer(QUOTE.withQuery("lines=1:1"));

    assertThat(reply.at("/lines/0/daysUsed")).isEqualTo("10");
    assertThat(reply.at("/lines/0/daysCredited")).isEqualTo("20");
    assertThat(reply.at("/lines/0/termDays")).isEqualTo("30");
    assertThat(reply.at("/credit/amount")).isEqualTo("648.00");
  }

  @ParameterizedTest
  @CsvSource({"NEVER, not-cancellable", "SUPPORT_REQUEST, needs-support-request"})
  void saysWhyALineCannotBeCancelled(CancellationRoute route, String code) {
    fixture.bought(Story.licences(), Story.cancelledBy(route));
    var reply = answer(QUOTE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/cancellable")).isEqualTo("false");
    assertThat(reply.at("/lines/0/cancellable")).isEqualTo("true");
    assertThat(reply.at("/lines/1/code")).isEqualTo(code);
    assertThat(reply.at("/credit/amount")).isEqualTo("0.00");
  }

  @Test
  void preparesTheSupportRequestForEachLineOfAMixedOrder() {
    fixture.bought(Story.licences(), Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
    var request = answer(QUOTE).json().at("/supportRequest");

    assertThat(request.at("/problemType").asText()).isEqualTo("PURCHASE_REFUND");
    assertThat(request.at("/orderId").asText()).isEqualTo(Story.ORDER.value());
    assertThat(request.at("/lines").toString())
        .isEqualTo("[{\"line\":1,\"quantity\":2},{\"line\":2,\"quantity\":2}]");
    assertThat(request.at("/amountRequested/amount").asText()).isEqualTo("3888.00");
  }

  @Test
  void preparesNoSupportRequestIfNoLineNeedsOne() {
    fixture.bought(Story.licences(), Story.cancelledBy(CancellationRoute.NEVER));

    assertThat(answer(QUOTE).json().has("supportRequest")).isFalse();
  }

  @Test
  void saysWhatStopsWorking() {
    fixture.bought(Story.subscription());
    var reply = answer(QUOTE);

    assertThat(reply.at("/lines/0/revokes/keys")).isEqualTo("0");
    assertThat(reply.at("/lines/0/revokes/links")).isEqualTo("true");
    assertThat(answer(QUOTE.withQuery("lines=1:1")).at("/lines/0/revokes/links"))
        .isEqualTo("false");
  }

  @Test
  void saysThatTheWindowIsClosedFromItsEnd() {
    fixture.bought(Story.licences());
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)).minusMillis(1));
    assertThat(answer(QUOTE).at("/cancellable")).isEqualTo("true");

    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
    assertThat(answer(QUOTE).at("/lines/0/code")).isEqualTo("window-closed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=",
        "lines=0",
        "lines=1:0",
        "lines=2",
        "lines=1,1",
        "lines=1;2",
        "lines=26",
        "lines=-1",
        "lines=1:1e3",
        "lines=1&lines=1",
        "line=1"
      })
  void refusesInvalidLines(String query) {
    fixture.bought(Story.licences());

    assertThat(answer(QUOTE.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    fixture.bought(Story.licences());

    assertThat(answer(QUOTE.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(QUOTE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
