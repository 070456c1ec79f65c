package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the limits that keep each item of a catalogue within DynamoDB's 400 KB. */
class LargestItemsTest {
  private static final Instant FIRST = Instant.parse("2018-10-02T00:00:00Z");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  private static String repeated(int times, IntFunction<String> each) {
    return IntStream.range(0, times).mapToObj(each).collect(Collectors.joining());
  }

  /** Returns a price list in which the price of one SKU changes each day. */
  private static String dailyPrices(int days) {
    return "market: DE\ncurrency: EUR\noffers:\n"
        + repeated(
            days,
            day ->
                """
                  - {sku: server-16core, unitPrice: "9999999999999.99", taxRate: "0.190001",
                     validFrom: %s, validUntil: %s}
                """
                    .formatted(
                        FIRST.plus(day, ChronoUnit.DAYS), FIRST.plus(day + 1, ChronoUnit.DAYS)));
  }

  @Test
  void refusesThe101stDatedPriceOfASkuInAMarket() {
    var answer = place.imported(Supply.small().with("prices/de.yaml", dailyPrices(101)));

    assertThat(Supply.faults(answer))
        .containsExactly(
            "prices/de.yaml:204: offers[100]: is one more than the 100 dated prices that a SKU may"
                + " have in a market");
    assertThat(place.products()).isEmpty();
  }

  @Test
  void writesTheLargestAllowedItems() {
    var everywhere =
        Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
            .sorted()
            .map("\"%s\""::formatted)
            .collect(Collectors.joining(", ", "[", "]"));
    var terms =
        "program: server-software\neditions:\n"
            + repeated(
                40,
                year ->
                    """
                      - id: "%s"
                        effectiveFrom: %s-01-01T00:00:00Z
                        cancellation: SELF_SERVICE
                        window: P60D
                        credit: {PERPETUAL: FULL, SUBSCRIPTION: PRORATED, RESERVATION: PRORATED}
                        link: {lifetime: P14D, downloads: 50}
                        closedMarkets: {PERPETUAL: %3$s, SUBSCRIPTION: %3$s, RESERVATION: %3$s}
                        taxIncludedMarkets: %3$s
                        eligiblePartnersOnly: true
                    """
                        .formatted("e".repeat(62) + (10 + year), 2001 + year, everywhere));
    var skus =
        repeated(
            498,
            number ->
                """
                  - id: %s
                    title: "%s"
                    edition: Standard
                    unit: 2 cores
                    quantity: {minimum: 1, maximum: 40}
                """
                    .formatted("s".repeat(61) + (100 + number), "\u4e2d".repeat(200)));
    var supply =
        Supply.small()
            .with("terms.yaml", terms)
            .replacing("products/server.yaml", "artifacts:\n", skus + "artifacts:\n")
            .with("prices/de.yaml", dailyPrices(100));

    assertThat(Supply.faults(place.imported(supply))).isEmpty();
    assertThat(place.products())
        .singleElement()
        .satisfies(has -> assertThat(has.skus()).hasSize(500));
  }
}
