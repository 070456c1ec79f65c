package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadInvoicesHandlerTest {
  private static final Events READ = Events.of("read-invoices");

  private Wiring wiring;

  @BeforeEach
  void placeTheOrder(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    Story.isPlaced(wiring.orders(), Story.order(Story.licences()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadInvoicesHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void showsTheChargesOfTheMonth() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/month")).isEqualTo("2026-11");
    assertThat(reply.at("/entries/0/kind")).isEqualTo("CHARGE");
    assertThat(reply.at("/entries/0/orderId")).isEqualTo(Story.ORDER.value());
    assertThat(reply.at("/entries/0/lines/0/amount/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/totals/0/net/amount")).isEqualTo("1944.00");
  }

  @Test
  void subtractsTheCredits() {
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());
    var reply = answer(READ);

    assertThat(reply.json().get("entries").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("CHARGE", "CREDIT_NOTE");
    assertThat(reply.at("/totals/0/credited/amount")).isEqualTo("1944.00");
    assertThat(reply.at("/totals/0/net/amount")).isEqualTo("0.00");
  }

  @Test
  void isEmptyForAMonthOrAPartnerWithoutOrders() {
    assertThat(answer(READ.withVariable("month", "2026-10")).json().get("entries")).isEmpty();
    assertThat(answer(READ.ofPartner("partner-b")).json().get("entries")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "1999-01", "november", "2026-11#X"})
  void doesNotFindAMonthThatIsNone(String month) {
    assertThat(answer(READ.withVariable("month", month)).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void isForThoseWhoBuyOrPay() {
    for (var role : new String[] {"AdminAgent", "GlobalAdmin", "AccountAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
