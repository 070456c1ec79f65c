package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaxRatesTest {
  private static final String PRICES = "prices/us.yaml";
  private static final Supply TAXED =
      Supply.small()
          .replacing(
              "terms.yaml",
              "taxIncludedMarkets: []",
              "taxIncludedMarkets: []\n    taxAddedMarkets: [US]");

  private static final String ONLINE =
      """
      program: online
      editions:
        - id: "2020-01-21"
          effectiveFrom: 2020-01-21T00:00:00Z
          cancellation: SELF_SERVICE
          window: P60D
          credit: {PERPETUAL: FULL}
          link: {lifetime: P14D, downloads: 50}
          closedMarkets: {}
          taxIncludedMarkets: []
          # taxAddedMarkets: [US]
          eligiblePartnersOnly: false
      """;

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  @Test
  void notesThePricesToWhichTaxIsAddedAtARateOfZero() {
    var answer = place.imported(TAXED);

    assertThat(Supply.faults(answer)).isEmpty();
    assertThat(answer.path("notes").findValuesAsText("detail"))
        .containsOnlyOnce(
            "is zero, and the terms add tax in US: invoices add nothing for this price and 1 more");
    assertThat(answer.path("notes").findValuesAsText("path")).contains("offers[1].taxRate");
  }

  @Test
  void notesAPriceThatEndsWhileTaxIsAdded() {
    var ending =
        TAXED
            .replacing(PRICES, "taxRate: \"0\"", "taxRate: \"0.081\"")
            .replacing(
                PRICES,
                "taxRate: \"0.081\", validFrom: 2018-10-02T00:00:00Z}",
                "taxRate: \"0\", validFrom: 2018-10-02T00:00:00Z,"
                    + " validUntil: 2020-01-22T00:00:00Z}");

    assertThat(place.imported(ending).path("notes").findValuesAsText("path"))
        .contains("offers[2].taxRate");
  }

  @Test
  void notesNoPriceThatEndsWhenTaxBeginsToBeAdded() {
    var ended =
        TAXED
            .replacing(PRICES, "taxRate: \"0\"", "taxRate: \"0.081\"")
            .replacing(
                PRICES,
                "taxRate: \"0.081\", validFrom: 2018-10-02T00:00:00Z}",
                "taxRate: \"0\", validFrom: 2018-10-02T00:00:00Z,"
                    + " validUntil: 2020-01-21T00:00:00Z}");

    assertThat(place.imported(ended).path("notes").findValuesAsText("path"))
        .doesNotContain("offers[2].taxRate");
  }

  @Test
  void notesAProgramThatAddsNoTaxWhereAnotherOneDoes() {
    var two = TAXED.with("online.yaml", ONLINE);

    assertThat(notes(two))
        .contains(
            "online.yaml: editions[0]: adds no tax in US, where server-software does: invoices"
                + " there have both");
    assertThat(notes(two.replacing("online.yaml", "# taxAdded", "taxAdded")))
        .noneMatch(note -> note.startsWith("online.yaml"));
  }

  @Test
  void comparesNoProgramInAMarketThatItCloses() {
    var closed =
        TAXED.with(
            "online.yaml",
            ONLINE.replace(
                "closedMarkets: {}",
                "closedMarkets: {PERPETUAL: [US], SUBSCRIPTION: [US], RESERVATION: [US]}"));

    assertThat(notes(closed)).noneMatch(note -> note.startsWith("online.yaml"));
  }

  private List<String> notes(Supply supply) {
    var answer = place.imported(supply);
    assertThat(Supply.faults(answer)).isEmpty();
    return StreamSupport.stream(answer.path("notes").spliterator(), false)
        .map(
            note ->
                "%s: %s: %s"
                    .formatted(
                        note.path("file").asText(),
                        note.path("path").asText(),
                        note.path("detail").asText()))
        .toList();
  }

  @Test
  void notesNothingIfThePricesHaveRates() {
    var rated = TAXED.replacing(PRICES, "taxRate: \"0\"", "taxRate: \"0.081\"");

    assertThat(place.imported(rated).path("notes").findValuesAsText("path"))
        .doesNotContain("offers[0].taxRate", "offers[1].taxRate");
  }

  @Test
  void refusesAMarketWhosePricesIncludeTaxAndHaveItAdded() {
    var both =
        Supply.small()
            .replacing(
                "terms.yaml",
                "taxIncludedMarkets: []",
                "taxIncludedMarkets: [AU]\n    taxAddedMarkets: [US, AU]");

    assertThat(Supply.faults(place.imported(both)))
        .singleElement()
        .asString()
        .contains("editions[1]")
        .endsWith("AU is in taxIncludedMarkets and in taxAddedMarkets: it can be in one of them");
    assertThat(place.products()).isEmpty();
  }

  @Test
  void refusesThe301stRate() {
    var supply = Supply.small();
    for (var market : List.of("DE", "FR", "IT")) {
      supply = supply.with("prices/" + market + ".yaml", hundredRates(market));
    }

    // The list of the small catalogue is the last, and has a rate of its own.
    assertThat(Supply.faults(place.imported(supply)))
        .singleElement()
        .asString()
        .endsWith(
            ".yaml:4: offers[0].taxRate: is one more than the 300 different rates that a catalogue"
                + " may have");
  }

  /** Returns a price list whose price changes its rate each day. */
  private static String hundredRates(String market) {
    var list = new StringBuilder("market: %s\ncurrency: EUR\noffers:\n".formatted(market));
    for (int i = 0; i < 100; i++) {
      var day = Instant.parse("2019-01-01T00:00:00Z").plus(i, ChronoUnit.DAYS);
      var rate = "0.%s%s".formatted((int) market.charAt(0), 100 + i);
      list.append(
          "  - {sku: server-2core, unitPrice: \"1\", taxRate: \"%s\", validFrom: %s, validUntil: %s}\n"
              .formatted(rate, day, day.plus(1, ChronoUnit.DAYS)));
    }
    return list.toString();
  }
}
