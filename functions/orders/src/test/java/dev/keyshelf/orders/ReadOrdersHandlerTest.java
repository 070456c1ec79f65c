package dev.keyshelf.orders;

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

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadOrdersHandlerTest {
  private static final Events LIST = Events.of("read-orders");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}/orders/{orderId}")
          .withVariable("orderId", Story.ORDER.value());

  private Wiring wiring;

  @BeforeEach
  void placeTheOrder(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    Story.exists(wiring.customers(), Story.customerIn("US"));
    Story.isPlaced(wiring.orders(), Story.order(Story.licences()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadOrdersHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void listsTheOrdersOfTheCustomer() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("items")).hasSize(1);
    assertThat(reply.at("/items/0/orderId")).isEqualTo(Story.ORDER.value());
    assertThat(reply.json().has("next")).isFalse();
  }

  @Test
  void showsOneOrderWithItsLines() {
    var reply = answer(ONE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/lines/0/state")).isEqualTo("ACTIVE");
    assertThat(reply.at("/lines/0/unitPrice/amount")).isEqualTo("972.00");
  }

  @Test
  void refusesACursorOfAnotherQuery() {
    assertThat(answer(LIST.withQuery("cursor=bm90aGluZw")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void findsNothingOfAnotherPartner() {
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void isForThoseWhoBuy() {
    assertThat(answer(LIST.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
