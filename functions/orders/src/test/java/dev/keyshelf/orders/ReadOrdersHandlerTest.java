package dev.keyshelf.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadOrdersHandlerTest {
  private static final Events LIST = Events.of("read-orders");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}/orders/{orderId}")
          .withVariable("orderId", Story.ORDER.value());

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.customerIsIn("US");
    fixture.bought(Story.licences());
  }

  private Reply answer(Events event) {
    return fixture.send(ReadOrdersHandler::new, event);
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

  @ParameterizedTest
  @CsvSource({
    "from=2026-11-20T09:10:00Z, 1",
    "from=2026-11-20T09:10:00.001Z, 0",
    "to=2026-11-20T09:10:00Z, 0",
    "to=2026-11-20T09:10:00.001Z, 1",
    "from=2026-11-20T09:10:00Z&to=2026-11-20T09:10:00Z, 0",
    "from=2026-11-20T18:10:00%2B09:00&to=2026-11-20T12:00:00Z, 1",
    "state=ACTIVE, 1",
    "state=CANCELLED, 0",
    "from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&state=PARTIALLY_CANCELLED, 0"
  })
  void filtersOrdersByTimeAndState(String query, int orders) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("items")).hasSize(orders);
  }

  @Test
  void bindsACursorToItsQuery() {
    for (int day = 1; day <= 2; day++) {
      var at = Story.BOUGHT_AT.plus(Duration.ofDays(day));
      fixture.placed(placedAt(at));
    }
    var first = "state=ACTIVE&from=2026-11-01T00:00:00Z&limit=2";
    var cursor = "&cursor=" + answer(LIST.withQuery(first)).at("/next");

    assertThat(answer(LIST.withQuery(first + cursor)).json().get("items")).hasSize(1);
    assertThat(answer(LIST.withQuery("limit=2" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
    assertThat(answer(LIST.withQuery(first.replace("11-01", "11-02") + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
    assertThat(answer(LIST.withQuery(first.replace("ACTIVE", "CANCELLED") + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  private static Order placedAt(Instant at) {
    return Story.ordered(Story.licences()).at(at).order();
  }

  @Test
  void refusesACursorOfAnotherQuery() {
    assertThat(answer(LIST.withQuery("cursor=bm90aGluZw")).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @Test
  void findsNothingOfAnotherPartner() {
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(LIST.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
