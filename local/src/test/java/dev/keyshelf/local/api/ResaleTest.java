package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
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

  @Test
  void theStatementOfChargesSaysWhatJsonAndCsvSay() throws IOException {
    var agentOfAnother = shop.of("partner-b");
    var buys = shop.customerOf("partner-a", "US");
    var asked = "?customerId=" + buys.substring(buys.lastIndexOf('/') + 1);
    var list = new PriceListSteps(agent, buys);
    agent.post(list.versions(), "{\"expectedRevision\": 0, \"margin\": \"7.77\"}").expect(200);
    var order = shop.order("partner-a", buys, "ws2019-std-16core:3", "sql2019-std-2core-p1y:7");
    var path = "/v1/rebilling/" + order.at("/placedAt").substring(0, 7) + asked;
    var cancelled = shop.order("partner-a", buys, "sql2019-std-2core-p1y:2");
    Shop.cancel(agent, cancelled.header("location"), "").expect(200);

    var pdf = agent.get(path, "Accept", "application/pdf").expect(303).header("location");
    agent.get(pdf).expectRefusal("406 document-not-available");
    agent
        .patch(
            buys,
            """
            {"billing": {"legalName": "Northwind Handels GmbH", "language": "en",
              "address": {"lines": ["Musterweg 5"], "city": "Graz", "country": "AT"}}}
            """)
        .expect(200);
    agentOfAnother.get(pdf).expectRefusal("404 not-found");
    agent.get(path, "Accept", "application/xml").expectRefusal("406 document-not-available");

    var file = agent.get(pdf).expect(200);
    assertThat(agent.get(pdf, "If-None-Match", file.header("etag")).status()).isEqualTo(304);
    var text = textOf(file);
    var json = agent.get(path).expect(200);
    assertThat(amountsIn(text)).isEqualTo(amountsOf(json));
    var csv = agent.get(path, "Accept", "text/csv; profile=customer").expect(200).text();
    assertThat(amountsIn(text)).isEqualTo(amountsOfRows(csv));
    assertThat(text)
        .contains("Northwind Handels GmbH", "Contoso Resale GmbH")
        .contains("Total " + grouped(json.at("/totals/0/net/amount")));
  }

  /** Returns the amounts of the lines, in the order of the file: those before the totals. */
  private static List<String> amountsIn(String text) {
    return Pattern.compile("(?<= )\\d+ [\\d,]+\\.\\d\\d (-?[\\d,]+\\.\\d\\d)")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> amountsOf(Answer json) {
    var amounts = new ArrayList<String>();
    for (var entry : json.json().path("entries")) {
      var sign = entry.at("/entry/kind").asText().equals("CHARGE") ? "" : "-";
      for (var line : entry.path("resaleLines")) {
        amounts.add(sign + grouped(line.at("/resaleAmount/amount").asText()));
      }
    }
    return amounts;
  }

  private static List<String> amountsOfRows(String csv) {
    return csv.lines()
        .skip(1)
        .map(row -> Pattern.compile(",USD,[^,]+,([^,]+),").matcher(row))
        .filter(Matcher::find)
        .map(found -> grouped(found.group(1)))
        .toList();
  }

  private static String grouped(String amount) {
    return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(new BigDecimal(amount));
  }

  private static String textOf(Answer file) throws IOException {
    try (var pdf = Loader.loadPDF(file.response().body())) {
      return new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00A0]+", " ");
    }
  }

  private static String id() {
    return customer.substring(customer.lastIndexOf('/') + 1);
  }

  private static String first() {
    return agent.get(prices.list()).expect(200).at("/items/0/validFrom");
  }
}
