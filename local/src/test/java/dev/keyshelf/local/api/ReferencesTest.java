package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Follows the references of an order through the answers that have them. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class ReferencesTest {
  private static final String NUMBER = "PO 4711/2026-11";

  private static Shop shop;
  private static Client agent;
  private static Answer order;
  private static String customer;

  @BeforeAll
  static void buy() {
    shop = Shop.open();
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
    order =
        agent
            .post(
                customer + "/orders",
                """
                {"purchaseOrderNumber": "%s", "lines": [
                  {"skuId": "sql2019-std-2core-p1y", "quantity": 4,
                   "reference": "Büro 3", "costCentre": "00123"},
                  {"skuId": "ws2019-std-16core", "quantity": 1}]}
                """
                    .formatted(NUMBER))
            .expect(201);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String month() {
    var placedAt = Instant.parse(order.at("/placedAt"));
    return "/v1/invoices/" + YearMonth.from(placedAt.atOffset(ZoneOffset.UTC));
  }

  @Test
  void areOnTheOrderAndItsSoftware() {
    var read = agent.get(order.header("location")).expect(200);

    assertThat(read.at("/purchaseOrderNumber")).isEqualTo(NUMBER);
    assertThat(read.at("/lines/0/reference")).isEqualTo("Büro 3");
    assertThat(read.at("/lines/0/costCentre")).isEqualTo("00123");
    assertThat(read.json().at("/lines/1").has("reference")).isFalse();
    var software = agent.get(Shop.software(order, 1)).expect(200);
    assertThat(software.at("/purchaseOrderNumber")).isEqualTo(NUMBER);
    assertThat(software.at("/costCentre")).isEqualTo("00123");
    assertThat(agent.get(customer + "/orders").expect(200).all("purchaseOrderNumber"))
        .contains(NUMBER);
  }

  @Test
  void findTheOrderAndItsSoftwareAcrossCustomers() {
    var query = "?purchaseOrderNumber=PO%204711/2026-11";

    assertThat(agent.get("/v1/orders" + query).expect(200).all("orderId"))
        .containsExactly(order.at("/orderId"));
    assertThat(agent.get("/v1/software" + query).expect(200).all("line")).hasSize(2);
    assertThat(agent.get("/v1/orders?purchaseOrderNumber=PO%204711").expect(200).all("orderId"))
        .isEmpty();
    assertThat(shop.of("partner-b").get("/v1/orders" + query).expect(200).all("orderId")).isEmpty();
  }

  @Test
  void areOnTheQuoteAndTheActivityRecord() {
    var quote = agent.get(order.header("location") + "/cancellation").expect(200);

    assertThat(quote.at("/purchaseOrderNumber")).isEqualTo(NUMBER);
    assertThat(quote.at("/lines/0/reference")).isEqualTo("Büro 3");
    assertThat(agent.get("/v1/activity?operation=ORDER_PLACED").expect(200).all("detail"))
        .contains(
            "purchase order " + NUMBER + "; line 1: reference Büro 3; line 1: cost centre 00123");
  }

  @Test
  void invoicesKeepTheNameOfTheCustomerAtThePurchase() {
    var other = shop.customerOf("partner-a", "US");
    var bought = shop.order("partner-a", other, "ws2019-std-16core:1");
    agent.patch(other, "{\"companyName\": \"Renamed\"}").expect(200);
    var path = bought.header("location") + "/cancellation";
    agent.post(path, Shop.citing(agent.get(path).at("/quoteId"))).expect(200);

    var rows =
        agent.get(month(), "Accept", "text/csv; profile=data").expect(200).text().lines().toList();
    assertThat(rows)
        .filteredOn(row -> row.contains("," + bought.at("/orderId") + ","))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).contains(",Customer,").doesNotContain("Renamed"));
  }

  @Test
  void areOnTheInvoiceInEachForm() {
    assertThat(agent.get(month()).expect(200).all("purchaseOrderNumber")).contains(NUMBER);
    for (var accept : new String[] {"text/csv", "text/csv; profile=data"}) {
      assertThat(agent.get(month(), "Accept", accept).expect(200).text())
          .contains(NUMBER, "Büro 3", "00123");
    }
    assertThat(agent.get(month(), "Accept", "text/csv; profile=reconciliation").expect(200).text())
        .startsWith("PartnerId,CustomerId,CustomerName,")
        .contains(order.at("/orderId"));
  }
}
