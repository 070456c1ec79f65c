package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trades over the day on which an operator begins to add tax in Germany, at 19 %. */
class AddedTaxTest {
  private static final String PARTNER = "partner-a";
  private static final Instant BEFORE = Instant.parse("2020-07-10T12:00:00Z");
  private static final Instant FROM = Instant.parse("2020-07-20T00:00:00Z");
  private static final String EDITION =
      """

        - id: "2020-07-20-tax"
          effectiveFrom: 2020-07-20T00:00:00Z
          cancellation: SELF_SERVICE
          window: P60D
          credit: {PERPETUAL: FULL, SUBSCRIPTION: PRORATED, RESERVATION: PRORATED}
          link: {lifetime: P14D, downloads: 50}
          closedMarkets: {}
          taxIncludedMarkets: [AU, BR]
          taxAddedMarkets: [DE]
          eligiblePartnersOnly: false
      """;

  @TempDir private Path folder;
  private Shop shop;
  private Client agent;
  private String customer;

  @BeforeEach
  void open() throws IOException {
    var catalogue = new EditionCatalogue(folder, Set.of());
    shop = Shop.open(catalogue.ship());
    shop.supply(EditionCatalogue.POOL, 60);
    shop.imports(catalogue.change("server-software", EDITION));
    shop.machine().clock().stopAt(BEFORE);
    agent = shop.of(PARTNER, "AdminAgent", "GlobalAdmin");
    customer = shop.customerOf(PARTNER, "DE");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Answer buysAt(Instant instant, String line) {
    shop.machine().clock().stopAt(instant);
    return shop.order(PARTNER, customer, line);
  }

  private Answer cancelsAt(Instant instant, Answer order, String query) {
    shop.machine().clock().stopAt(instant);
    return Shop.cancel(agent, order.header("Location"), query).expect(200);
  }

  private void issuesAt(String instant) {
    shop.machine().clock().stopAt(Instant.parse(instant));
    shop.machine().schedules().fire("IssueInvoices");
  }

  private JsonNode invoice(String month) {
    return agent.get("/v1/invoices/" + month).expect(200).json().at("/invoices/0");
  }

  private static List<String> totals(JsonNode of) {
    return List.of(
        of.at("/net/amount").asText(),
        of.at("/tax/amount").asText(),
        of.at("/gross/amount").asText());
  }

  private BigDecimal sum(String month, String accept, String column) {
    var rows =
        agent.get("/v1/invoices/" + month, "Accept", accept).expect(200).text().split("\r\n");
    var at = List.of(rows[0].split(",")).indexOf(column);
    var sum = BigDecimal.ZERO;
    for (int i = 1; i < rows.length; i++) {
      // A text in quotes can have commas.
      sum = sum.add(new BigDecimal(rows[i].replaceAll("\"[^\"]*\"", "").split(",")[at]));
    }
    return sum;
  }

  @Test
  void addsTaxToOrdersFromTheEditionsFirstInstantOn() {
    var last = buysAt(FROM.minusMillis(1), EditionCatalogue.SERVER + ":3");
    var first = buysAt(FROM, EditionCatalogue.SERVER + ":3");

    assertThat(last.at("/lines/0/taxMode")).isEqualTo("EXCLUDED");
    assertThat(last.json().at("/lines/0").has("taxRate")).isFalse();
    assertThat(first.at("/lines/0/taxMode")).isEqualTo("ADDED");
    assertThat(first.at("/lines/0/taxRate")).isEqualTo("0.19");
    assertThat(first.at("/lines/0/taxIncluded")).isEqualTo("false");
    assertThat(first.at("/total/amount")).isEqualTo("100.05");
    assertThat(first.at("/tax/amount")).isEqualTo("0.00");
  }

  @Test
  void saysInTheCatalogueThatTaxIsAdded() {
    var product = "/v1/catalog/products/%s-product?market=DE".formatted(EditionCatalogue.SERVER);
    assertThat(agent.get(product).expect(200).at("/terms/taxMode")).isEqualTo("EXCLUDED");

    shop.machine().clock().stopAt(FROM);

    var later = agent.get(product).expect(200);
    assertThat(later.at("/terms/taxMode")).isEqualTo("ADDED");
    assertThat(later.at("/skus/0/taxRate")).isEqualTo("0.19");
  }

  @Test
  void creditsByTheModeAndRateOfTheChargeAfterTheTermsChanged() {
    var untaxed = buysAt(BEFORE, EditionCatalogue.SERVER + ":3");

    var credit = cancelsAt(FROM, untaxed, "");

    assertThat(credit.at("/lines/0/taxMode")).isEqualTo("EXCLUDED");
    assertThat(totals(invoice("2020-07").at("/totals"))).containsExactly("0.00", "0.00", "0.00");
  }

  @Test
  void issuesWhatThePreviewShowedWithTheTaxOnTheSum() {
    for (int i = 0; i < 3; i++) {
      buysAt(FROM.plusSeconds(i), EditionCatalogue.SERVER + ":1");
    }
    buysAt(FROM.minusSeconds(1), EditionCatalogue.SERVER + ":1");
    var preview = invoice("2020-07");

    issuesAt("2020-08-01T01:00:00Z");

    var issued = invoice("2020-07");
    assertThat(totals(issued.at("/totals"))).containsExactly("133.40", "19.01", "152.41");
    assertThat(issued.at("/due/amount").asText()).isEqualTo("152.41");
    assertThat(issued.at("/taxes").findValuesAsText("mode")).containsExactly("EXCLUDED", "ADDED");
    assertThat(issued.at("/taxes/1/rate").asText()).isEqualTo("0.19");
    assertThat(totals(issued.at("/taxes/1"))).containsExactly("100.05", "19.01", "119.06");
    for (var field : List.of("totals", "taxes", "due", "net", "carriedOut")) {
      assertThat(issued.path(field)).as(field).isEqualTo(preview.path(field));
    }
  }

  @Test
  void dividesTheTaxAmongTheRowsOfBothFiles() {
    for (int i = 0; i < 3; i++) {
      buysAt(FROM.plusSeconds(i), EditionCatalogue.SERVER + ":1");
    }

    assertThat(sum("2020-07", "text/csv; profile=data", "net")).isEqualByComparingTo("100.05");
    assertThat(sum("2020-07", "text/csv; profile=data", "tax")).isEqualByComparingTo("19.01");
    assertThat(sum("2020-07", "text/csv; profile=data", "gross")).isEqualByComparingTo("119.06");
    var reconciliation = "text/csv; profile=reconciliation";
    assertThat(sum("2020-07", reconciliation, "Subtotal")).isEqualByComparingTo("100.05");
    assertThat(sum("2020-07", reconciliation, "TaxTotal")).isEqualByComparingTo("19.01");
    assertThat(sum("2020-07", reconciliation, "Total")).isEqualByComparingTo("119.06");
  }

  @Test
  void carriesTheCreditOfALaterMonthWithItsTax() {
    var order = buysAt(FROM, EditionCatalogue.SERVER + ":3");
    issuesAt("2020-08-01T01:00:00Z");
    var credit = cancelsAt(Instant.parse("2020-08-10T00:00:00Z"), order, "?lines=1:2");
    issuesAt("2020-09-01T01:00:00Z");
    buysAt(Instant.parse("2020-09-10T00:00:00Z"), EditionCatalogue.SERVER + ":1");

    assertThat(credit.at("/lines/0/taxMode")).isEqualTo("ADDED");
    assertThat(credit.at("/credit/amount")).isEqualTo("66.70");
    var august = invoice("2020-08");
    assertThat(totals(august.at("/totals"))).containsExactly("-66.70", "-12.67", "-79.37");
    assertThat(august.at("/documentType").asText()).isEqualTo("CREDIT_NOTE");
    assertThat(august.at("/carriedOut/amount").asText()).isEqualTo("-79.37");
    var balance = agent.get("/v1/balance").expect(200).json().at("/items/0");
    assertThat(balance.at("/invoiced/amount").asText()).isEqualTo("39.69");
    assertThat(balance.at("/open/amount").asText()).isEqualTo("119.06");
    assertThat(balance.at("/carried/amount").asText()).isEqualTo("-79.37");
    var statement = agent.get("/v1/statements/2020-09").expect(200).json().at("/accounts/0");
    assertThat(statement.at("/entries/0/amount/amount").asText()).isEqualTo("-79.37");
    assertThat(sum("2020-09", "text/csv; profile=data", "gross")).isEqualByComparingTo("-39.68");
    assertThat(shop.violations()).isEmpty();
  }
}
