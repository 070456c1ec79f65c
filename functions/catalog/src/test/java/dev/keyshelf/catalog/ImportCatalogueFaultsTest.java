package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which catalogues are refused, and how faults are reported. */
class ImportCatalogueFaultsTest {
  private static final String PRODUCT = "products/server.yaml";
  private static final String PRICES = "prices/us.yaml";
  private static final Supply SMALL = Supply.small();

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  private void assertFaults(JsonNode answer, String... faults) {
    assertThat(Supply.faults(answer)).containsExactly(faults);
    assertThat(answer.path("imported").asInt()).isZero();
    assertThat(place.products()).isEmpty();
  }

  static Stream<Arguments> faultyFiles() {
    return Stream.of(
        arguments(
            "terms.yaml",
            "window: P60D",
            "window: 60 days",
            "terms.yaml:6: editions[0].window: must be a duration of days, hours and minutes, as in"
                + " P60D"),
        arguments(
            "terms.yaml",
            "[CN]",
            "[XX]",
            "terms.yaml:9: editions[0].closedMarkets.RESERVATION[0]: 'XX' is not valid: a"
                + " market must be an ISO 3166-1 alpha-2 code or XK, was XX"),
        arguments(
            "terms.yaml",
            "2020-01-21T",
            "2018-08-31T",
            "terms.yaml:13: editions[1].effectiveFrom: another edition begins at this instant, at"
                + " terms.yaml:4"),
        arguments(
            "terms.yaml",
            "\"2020-01-21\"",
            "\"2018-08-31\"",
            "terms.yaml:12: editions[1].id: '2018-08-31' is the id of the edition at terms.yaml:3"),
        arguments(
            "terms.yaml",
            "program: server-software",
            "program: other",
            "products/server.yaml:2: program: no file holds the terms of 'server-software'"),
        arguments(
            "products/server.yaml",
            "      minimum: 1",
            "      minimum: 0",
            "products/server.yaml:18: skus[1].quantity.minimum: must be at least 1"),
        arguments(
            "products/server.yaml",
            "unitsPerKey: 1",
            "lowStock: 0",
            "products/server.yaml:22: skus[1].keys.lowStock: must be at least 1"),
        arguments(
            "products/server.yaml",
            "fileName: en_server.iso",
            "fileName: \"en_\\u202Eosi.exe\"",
            "products/server.yaml:27: artifacts[0].fileName: must be a file's name of 1 to 200"
                + " characters that Windows can store too: none of < > : \" / \\ | ? *, no control"
                + " or direction characters, no space around it, no dot at its end, and no device's"
                + " name such as CON or COM1.iso"),
        arguments(
            "products/server.yaml",
            "fileName: en_server.iso",
            "fileName: \"%s\"".formatted("标".repeat(86)),
            "products/server.yaml:27: artifacts[0].fileName: '%s' is not valid: a file's name must"
                    .formatted("标".repeat(86))
                + " have at most 255 bytes of UTF-8"),
        arguments(
            "products/server.yaml",
            "maximum: 40",
            "maximum: 41",
            "products/server.yaml:13: skus[1]: server-2core: could need more than 40 keys a line"),
        arguments(
            "products/server.yaml",
            "server-2core",
            "server-16core",
            "products/server.yaml:13: skus[1].id: 'server-16core' is the id of the SKU at"
                + " products/server.yaml:7"),
        arguments(
            "products/server.yaml",
            "unit: 2 cores",
            "unit: 2 cores\n    term: P1Y",
            "products/server.yaml:13: skus[1]: server-2core: a term is for subscriptions and"
                + " reservations, and they must have one"),
        arguments(
            "products/server.yaml",
            "kind: PERPETUAL",
            "kind: SUBSCRIPTION",
            "products/server.yaml:7: skus[0]: server-16core: a term is for subscriptions and"
                + " reservations, and they must have one"),
        arguments(
            "products/server.yaml",
            "title: Server",
            "titel: Server",
            "products/server.yaml:1: title: is missing"),
        arguments(
            "products/server.yaml",
            "size: 5",
            "size: 6",
            "products/server.yaml:29: artifacts[0].size: the object has 5 bytes"),
        arguments(
            "products/server.yaml",
            "object: artifacts/server/en",
            "object: artifacts/gone",
            "products/server.yaml:28: artifacts[0].object: is not in the bucket:"
                + " artifacts/gone_server.iso"),
        arguments(
            "products/server.yaml",
            "object: artifacts/",
            "object: artifacts/../",
            "products/server.yaml:24: artifacts[0]: en_server.iso: its object must be under"
                + " artifacts/"),
        arguments(
            "prices/us.yaml",
            "sku: server-2core",
            "sku: server-8core",
            "prices/us.yaml:7: offers[2].sku: no product has a SKU 'server-8core'"),
        arguments(
            "prices/us.yaml",
            "validUntil: 2020-01-01T00:00:00Z",
            "validUntil: 2020-01-01T00:00:00.001Z",
            "prices/us.yaml:6: offers[1]: overlaps the price of the same SKU in line 4"),
        arguments(
            "prices/us.yaml",
            "validUntil: 2020",
            "validUntil: 2018",
            "prices/us.yaml:4: offers[0]: server-16core in US: must end after it begins"),
        arguments(
            "prices/us.yaml",
            "currency: USD",
            "currency: XXQ",
            "prices/us.yaml:2: currency: 'XXQ' is not valid: is not a currency for prices"),
        arguments(
            "prices/us.yaml",
            "currency: USD",
            "currency: XAU",
            "prices/us.yaml:2: currency: 'XAU' is not valid: is not a currency for prices"),
        arguments(
            "prices/us.yaml",
            "\"121.50\"",
            "\"121.505\"",
            "prices/us.yaml:7: offers[2].unitPrice: '121.505' is not valid: 121.505 has more"
                + " decimals than USD, or is too large"),
        arguments(
            "prices/us.yaml",
            "\"121.50\"",
            "121.50",
            "prices/us.yaml:7: offers[2].unitPrice: must be text; put a number in quotes"),
        arguments(
            "prices/us.yaml",
            "2018-10-02",
            "2018-02-30",
            "prices/us.yaml:7: offers[2].validFrom: '2018-02-30T00:00:00Z' is not valid: there"
                + " is no such time"));
  }

  @ParameterizedTest
  @MethodSource("faultyFiles")
  void namesFileLineAndFieldOfAFault(String file, String from, String to, String fault) {
    var answer = place.imported(SMALL.replacing(file, from, to));

    assertThat(Supply.faults(answer)).contains(fault);
    assertThat(answer.path("imported").asInt()).isZero();
    assertThat(place.products()).isEmpty();
  }

  @Test
  void acceptsAdjacentPrices() {
    assertThat(place.imported(SMALL).path("imported").asInt()).isEqualTo(1);
  }

  @Test
  void refusesPricesOfOneSkuInTwoListsOfAMarket() {
    var supply =
        SMALL.with(
            "prices/us-2.yaml",
            """
            market: US
            currency: USD
            offers:
              - {sku: server-2core, unitPrice: "1.00", taxRate: "0", validFrom: 2018-10-02T00:00:00Z}
            """);

    assertFaults(
        place.imported(supply),
        "prices/us.yaml:7: offers[2].sku: 'server-2core' has its prices in US in another list, at"
            + " prices/us-2.yaml:4");
  }

  @Test
  void acceptsTwoListsOfAMarketWithDifferentSkus() {
    var only = SMALL.text(PRICES).lines().filter(line -> !line.contains("server-2core")).toList();
    var supply =
        SMALL
            .with(PRICES, String.join("\n", only) + "\n")
            .with(
                "prices/us-2.yaml",
                """
                market: US
                currency: USD
                offers:
                  - {sku: server-2core, unitPrice: "1.00", taxRate: "0", validFrom: 2018-10-02T00:00:00Z}
                """);

    assertThat(Supply.faults(place.imported(supply))).isEmpty();
  }

  @Test
  void refusesASecondCurrencyInAMarket() {
    var supply =
        SMALL.with(
            "prices/us-2.yaml",
            """
            market: US
            currency: EUR
            offers:
              - {sku: server-2core, unitPrice: "1.00", taxRate: "0", validFrom: 2018-10-02T00:00:00Z}
            """);

    assertThat(Supply.faults(place.imported(supply)))
        .contains("prices/us.yaml:2: currency: prices in US are in EUR at prices/us-2.yaml:2");
  }

  @Test
  void refusesTwoProductsWithTheSameId() {
    var other = SMALL.text(PRODUCT).replace("- id: server-", "- id: other-");

    assertFaults(
        place.imported(SMALL.with("products/z.yaml", other)),
        "products/z.yaml:1: id: 'server' is the id of the product at products/server.yaml:1");
  }

  @Test
  void refusesTwoFilesWithTheSameVersionLanguageAndType() {
    var text = SMALL.text(PRODUCT);
    var artifact = text.substring(text.indexOf("  - version"));

    assertFaults(
        place.imported(SMALL.with(PRODUCT, text + artifact)),
        "products/server.yaml:32: artifacts[1]: version, language and file type"
            + " are those of the file at products/server.yaml:24");
  }

  @Test
  void reportsTheFaultsOfAllFilesTogether() {
    var supply =
        SMALL
            .replacing("terms.yaml", "downloads: 50", "downloads: 0")
            .replacing(PRODUCT, "maximum: 40", "maximum: 41")
            .replacing(PRICES, "currency: USD", "currency: dollars")
            .with("prices/de.yaml", SMALL.text(PRICES).replace("US", "DE").replace("DED", "EUR"))
            .with("other.json", "{\"what\": 1}");

    assertFaults(
        place.imported(supply),
        "other.json:1: : has neither editions (terms), skus (a product) nor offers (prices)",
        "prices/us.yaml:2: currency: must be a currency's code of ISO 4217, as in EUR",
        "products/server.yaml:13: skus[1]: server-2core: could need more than 40 keys a line",
        "terms.yaml:8: editions[0].link.downloads: must be at least 1",
        "terms.yaml:17: editions[1].link.downloads: must be at least 1");
  }

  @Test
  void doesNotReportIdsOfAFaultyFileAsMissing() {
    assertFaults(
        place.imported(SMALL.replacing(PRODUCT, "kind: PERPETUAL", "kind: GIFT")),
        "products/server.yaml:4: kind: must be one of PERPETUAL, SUBSCRIPTION, RESERVATION");
  }

  @Test
  void reportsTheFirst200FaultsAndTheNumberOfOthers() {
    var offers = new StringBuilder("market: DE\ncurrency: EUR\noffers:\n");
    for (int i = 0; i < 250; i++) {
      offers.append(
          "  - {sku: gone-%s, unitPrice: \"1.00\", taxRate: \"0\", validFrom: 2018-10-02T00:00:00Z}\n"
              .formatted(i));
    }

    var answer = place.imported(SMALL.with("prices/de.yaml", offers.toString()));

    assertThat(answer.path("faults")).hasSize(200);
    assertThat(answer.path("moreFaults").asInt()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../products/x.yaml",
        "/etc/x.yaml",
        "a/../x.yaml",
        "a//x.yaml",
        "./x.yaml",
        "x.txt",
        "x"
      })
  void refusesPathsThatAreNotBelowTheManifest(String path) {
    place.drop(SMALL);
    place.drop(
        Supply.DIRECTORY + "manifest.yaml",
        SMALL.manifest() + "  - {path: %s, sha256: \"%s\"}\n".formatted(path, "0".repeat(64)));

    assertFaults(
        place.imported(),
        "manifest.yaml:6: files[3].path: must be a path below the manifest, without .., that ends"
            + " in .yaml, .yml or .json");
  }

  @Test
  void refusesFilesListedTwiceAndTheManifestItself() {
    place.drop(SMALL);
    var hash = "0".repeat(64);
    var more = new StringBuilder(SMALL.manifest());
    for (var path : new String[] {"terms.yaml", "manifest.yaml", "report.json"}) {
      more.append("  - {path: %s, sha256: \"%s\"}\n".formatted(path, hash));
    }
    place.drop(Supply.DIRECTORY + "manifest.yaml", more.toString());

    assertFaults(
        place.imported(),
        "manifest.yaml:6: files[3].path: is listed twice, first in line 5",
        "manifest.yaml:7: files[4].path: is not a file of the catalogue",
        "manifest.yaml:8: files[5].path: is not a file of the catalogue");
  }

  @Test
  void refusesAManifestOfMoreThan5000Files() {
    var manifest = new StringBuilder("release: r\nfiles:\n");
    for (int i = 0; i < 5_001; i++) {
      manifest.append("- {path: %s.yaml, sha256: \"%s\"}\n".formatted(i, "0".repeat(64)));
    }
    place.drop(Supply.DIRECTORY + "manifest.yaml", manifest.toString());

    assertFaults(
        place.imported(), "manifest.yaml:3: files: must have at most 5,000 items but found 5,001");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    var large = SMALL.text(PRICES) + "\n".repeat(4 * 1024 * 1024);

    assertFaults(
        place.imported(SMALL.with(PRICES, large)),
        "prices/us.yaml:0: : is larger than 4 MiB; split it");
  }

  @Test
  void refusesAliases() {
    assertFaults(
        place.imported(SMALL.replacing(PRODUCT, "title: Server", "title: *x")),
        "products/server.yaml:3: title: anchors and aliases are not allowed: write the value in"
            + " full");
  }

  @Test
  void refusesAManifestThatIsNotYamlAndNamesTheLine() {
    place.drop(Supply.DIRECTORY + "manifest.yaml", "release: \"2026-11\"\nfiles: [");

    assertFaults(
        place.imported(),
        "manifest.yaml:2: : not YAML: expected the node content, but found '<stream end>'");
  }

  @Test
  void refusesAFileWithAnotherSha256ThanTheManifest() {
    place.drop(SMALL);
    place.drop(Supply.DIRECTORY + PRICES, SMALL.text(PRICES) + "# one more line\n");

    assertFaults(place.imported(), "prices/us.yaml:0: : its SHA-256 differs from the manifest's");
  }
}
