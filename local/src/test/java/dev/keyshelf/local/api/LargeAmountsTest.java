package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders at the highest price that a price list may have. An amount is exact or refused. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class LargeAmountsTest {
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples/imports");

  private static final String PRODUCT =
      """
      id: dear
      program: server-software
      title: Dear
      kind: PERPETUAL
      cancellation: SELF_SERVICE
      skus:
        - id: dear
          title: Dear
          edition: Dear
          unit: a unit
          quantity: {minimum: 1, maximum: 1000000}
      artifacts: []
      """;

  private static final String PRICES =
      """
      market: US
      currency: USD
      offers:
        - sku: dear
          unitPrice: "9999999999999.99"
          taxRate: "0"
          validFrom: 2018-08-31T00:00:00Z
      """;

  private static Shop shop;
  private static Client agent;
  private static String customer;

  @BeforeAll
  static void open() throws IOException {
    var terms = SAMPLES.resolve("catalogue/2026-11/terms");
    shop =
        Shop.open(
            DropFolder.release(
                "dear",
                Map.of(
                    "prices/us.yaml",
                    PRICES,
                    "products/dear.yaml",
                    PRODUCT,
                    "terms/on-premises.yaml",
                    Files.readString(terms.resolve("on-premises.yaml")),
                    "terms/server-software.yaml",
                    Files.readString(terms.resolve("server-software.yaml")))),
            SAMPLES.resolve("partners"));
    agent = shop.of("partner-a");
    customer = shop.customerOf("partner-a", "US");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Answer buys(int... quantities) {
    var lines = new StringBuilder();
    for (var quantity : quantities) {
      lines
          .append(lines.isEmpty() ? "" : ",")
          .append("{\"skuId\": \"dear\", \"quantity\": %s}".formatted(quantity));
    }
    return agent.post(customer + "/orders", "{\"lines\": [" + lines + "]}");
  }

  @Test
  void areExactUpToTheLargestAmount() {
    var order = buys(9_223).expect(201);

    assertThat(order.at("/total/amount")).isEqualTo("92229999999999907.77");
    assertThat(agent.get(order.header("Location")).expect(200).at("/total/amount"))
        .isEqualTo("92229999999999907.77");
  }

  @Test
  void mayAddUpToAnInvoiceOfAnySum() {
    var month = YearMonth.from(shop.machine().clock().instant().atOffset(ZoneOffset.UTC));
    for (int i = 0; i < 2; i++) {
      buys(9_223).expect(201);
    }
    var preview = agent.get("/v1/invoices/" + month).expect(200).at("/invoices/0/due/amount");

    shop.endMonth();
    shop.machine().schedules().fire("IssueInvoices");

    var issued = agent.get("/v1/invoices/" + month).expect(200);
    assertThat(issued.at("/state")).isEqualTo("ISSUED");
    assertThat(issued.at("/invoices/0/due/amount")).isEqualTo(preview);
    assertThat(new BigDecimal(preview))
        .isGreaterThanOrEqualTo(new BigDecimal("184459999999999815.54"));
  }

  @Test
  void areRefusedIfALineIsMore() {
    var before = shop.contents();

    for (var quantity : new int[] {9_224, 18_447, 1_000_000}) {
      var refused = buys(quantity).expectRefusal("400 validation");
      assertThat(refused.at("/errors/0/pointer")).isEqualTo("/lines/0/quantity");
    }
    shop.expectNothingWrittenSince(before);
  }

  @Test
  void areRefusedIfTheSumOfLinesIsMore() {
    var before = shop.contents();

    var refused = buys(9_000, 1, 9_000).expectRefusal("400 validation");

    assertThat(refused.at("/errors/0/pointer")).isEqualTo("/lines/2/quantity");
    shop.expectNothingWrittenSince(before);
  }
}
