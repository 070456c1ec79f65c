package dev.keyshelf.cancellations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.entitlement.Purchase;
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
class QuoteCancellationHandlerTest {
  private static final Events QUOTE = Events.of("quote-cancellation");

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
        new QuoteCancellationHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  private void bought(Purchase... purchases) {
    Story.isPlaced(wiring.orders(), Story.order(purchases));
  }

  @Test
  void quotesTheWholeOrderWithTheTimeLeft() {
    bought(Story.licences());
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofMinutes(30)));
    var reply = answer(QUOTE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/cancellable")).isEqualTo("true");
    assertThat(reply.at("/credit/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/lines/0/daysLeft")).isEqualTo("59");
    assertThat(reply.at("/lines/0/hoursLeft")).isEqualTo("23");
    assertThat(reply.at("/invoiceMonth")).isEqualTo("2026-11");
  }

  @Test
  void quotesTheUnusedDaysOfASubscription() {
    bought(Story.subscription());
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(10)));
    var reply = answer(QUOTE.withQuery("lines=1:1"));

    assertThat(reply.at("/lines/0/daysUsed")).isEqualTo("10");
    assertThat(reply.at("/lines/0/daysCredited")).isEqualTo("20");
    assertThat(reply.at("/lines/0/termDays")).isEqualTo("30");
    assertThat(reply.at("/credit/amount")).isEqualTo("648.00");
  }

  @ParameterizedTest
  @CsvSource({"NEVER, not-cancellable", "SUPPORT_REQUEST, needs-support-request"})
  void saysWhyALineCannotBeCancelledHere(CancellationRoute route, String code) {
    bought(Story.licences(), Story.cancelledBy(route));
    var reply = answer(QUOTE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/cancellable")).isEqualTo("false");
    assertThat(reply.at("/lines/0/cancellable")).isEqualTo("true");
    assertThat(reply.at("/lines/1/code")).isEqualTo(code);
    assertThat(reply.at("/credit/amount")).isEqualTo("0.00");
  }

  @Test
  void preparesTheSupportRequestForLinesThatNeedOne() {
    bought(Story.licences(), Story.cancelledBy(CancellationRoute.SUPPORT_REQUEST));
    var request = answer(QUOTE).json().at("/supportRequest");

    assertThat(request.at("/problemType").asText()).isEqualTo("PURCHASE_REFUND");
    assertThat(request.at("/orderId").asText()).isEqualTo(Story.ORDER.value());
    assertThat(request.at("/lines").toString()).isEqualTo("[{\"line\":2,\"quantity\":2}]");
    assertThat(request.at("/amountRequested/amount").asText()).isEqualTo("1944.00");
  }

  @Test
  void preparesNoSupportRequestWhereNoLineNeedsOne() {
    bought(Story.licences(), Story.cancelledBy(CancellationRoute.NEVER));

    assertThat(answer(QUOTE).json().has("supportRequest")).isFalse();
  }

  @Test
  void saysWhatStopsWorking() {
    bought(Story.subscription());
    var reply = answer(QUOTE);

    assertThat(reply.at("/lines/0/revokes/keys")).isEqualTo("0");
    assertThat(reply.at("/lines/0/revokes/links")).isEqualTo("true");
    assertThat(answer(QUOTE.withQuery("lines=1:1")).at("/lines/0/revokes/links"))
        .isEqualTo("false");
  }

  @Test
  void saysThatTheWindowClosedAtTheInstantItDoes() {
    bought(Story.licences());
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)).minusMillis(1));
    assertThat(answer(QUOTE).at("/cancellable")).isEqualTo("true");

    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(60)));
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
  void refusesLinesThatAreNone(String query) {
    bought(Story.licences());

    assertThat(answer(QUOTE.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    bought(Story.licences());

    assertThat(answer(QUOTE.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(QUOTE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
