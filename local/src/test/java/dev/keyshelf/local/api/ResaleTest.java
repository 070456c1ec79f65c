package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Beginning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A partner resells a month's purchases at prices of its own. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ResaleTest {
  private static Shop shop;
  private static Client agent;
  private static String customer;
  private static PriceListSteps prices;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    prices = new PriceListSteps(agent, customer);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void anInvoicedMonthStaysAsItWasRebilled() {
    var month = "/v1/rebilling/" + Beginning.MONTH + "?customerId=" + id();
    var order = shop.order("partner-a", customer, "ws2019-std-16core:2");
    agent.post(prices.versions(), "{\"expectedRevision\": 0, \"margin\": \"12.55\"}").expect(200);
    var preview = agent.get(month).expect(200);
    assertThat(preview.all("resaleBasis")).containsExactly("CUSTOMER_MARGIN");

    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");
    var issued = agent.get(month).expect(200);
    var day = Beginning.MONTH.atEndOfMonth();
    var late =
        "{\"expectedRevision\": 1, \"validFrom\": \"%s\", \"margin\": \"99\"}".formatted(day);
    agent.post(prices.versions(), late).expectRefusal("409 month-issued");
    agent
        .post(prices.versions() + "/" + first() + "/removal", "{\"expectedRevision\": 1}")
        .expectRefusal("409 month-issued");
    agent
        .post(prices.versions(), "{\"expectedRevision\": 0}")
        .expectRefusal("409 price-list-changed");
    Shop.cancel(agent, order.header("location"), "").expect(200);

    assertThat(issued.at("/totals/0/net/amount")).isEqualTo(preview.at("/totals/0/net/amount"));
    assertThat(issued.at("/state")).isEqualTo("ISSUED");
    assertThat(agent.get(month).expect(200).text()).isEqualTo(issued.text());
    var next = "/v1/rebilling/" + Beginning.MONTH.plusMonths(1);
    assertThat(agent.get(next).expect(200).at("/totals/0/credited/amount"))
        .isEqualTo(issued.at("/totals/0/charged/amount"));
    agent.get(next, "Accept", "text/csv").expect(200);
  }

  private static String id() {
    return customer.substring(customer.lastIndexOf('/') + 1);
  }

  private static String first() {
    return agent.get(prices.list()).expect(200).at("/items/0/validFrom");
  }
}
