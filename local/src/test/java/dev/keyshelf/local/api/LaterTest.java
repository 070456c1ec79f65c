package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests requests that were allowed at first and are refused later. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class LaterTest {
  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static Answer order;

  @BeforeAll
  static void buy() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    order = shop.order("partner-a", customer, "sql2019-std-2core-p1y:2");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @AfterEach
  void resetTheClock() {
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  @Test
  void aSubscriptionHasNoFilesAfterItsTerm() {
    shop.machine().clock().setAhead(Duration.ofDays(366));

    agent
        .post(
            Shop.software(order, 1) + "/links",
            "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}")
        .expectRefusal("410 term-ended");
  }

  @Test
  void aCustomerStaysInTheMarketOfItsFirstOrder() {
    var answer = agent.patch(customer, "{\"market\": \"JP\"}").expectRefusal("409 market-fixed");

    assertThat(answer.at("/detail")).contains(order.at("/orderId"));
  }
}
