package dev.keyshelf.catalog;

import static dev.keyshelf.testkit.Situations.prices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ImportCatalogueHandlerTest {
  private static final Path SAMPLES = Path.of(System.getProperty("keyshelf.root"), "samples");
  private static final Market US = new Market("US");
  private static final SkuId SKU = new SkuId("server-16core");
  private static final Instant FIRST = Instant.parse("2026-11-20T08:05:00Z");
  private static final Supply OLD = Supply.small();
  private static final Supply DEARER = OLD.replacing("prices/us.yaml", "\"980.00\"", "\"999.00\"");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private final Supply.Place place = new Supply.Place(fixture);

  private String price() {
    return prices(fixture.ports().purchaseFacts())
        .of(US, Set.of(SKU))
        .listing(SKU)
        .flatMap(listing -> listing.offerAt(Story.BOUGHT_AT))
        .map(offer -> offer.unitPrice().toString())
        .orElse("none");
  }

  private JsonNode report() throws IOException {
    return Json.read(place.read(Supply.DIRECTORY + "report.json"));
  }

  private void dropTheSamples() throws IOException {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    for (var top : new String[] {"artifacts", Supply.DIRECTORY}) {
      try (var files = Files.walk(SAMPLES.resolve(top))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          var key = SAMPLES.relativize(file).toString();
          fixture
              .cloud()
              .s3()
              .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
        }
      }
    }
  }

  @Test
  void publishesTheSamplesWithoutAFault() throws IOException {
    dropTheSamples();

    var answer = place.imported();

    assertThat(Supply.faults(answer)).isEmpty();
    assertThat(answer.path("notes")).isEmpty();
    assertThat(answer.path("imported").asInt()).isEqualTo(8);
    assertThat(place.products()).hasSize(8);
  }

  @Test
  void readsWhetherKeysComeFromAPoolOrAreGenerated() {
    place.imported(OLD.replacing("products/server.yaml", "{pool: server}", "{generated: true}"));

    assertThat(issuerOf("server-16core")).isEqualTo(new Issuer.Generated());
    assertThat(issuerOf("server-2core")).isEqualTo(new Issuer.Pool("server", true));
  }

  @Test
  void reservesKeysOfAPoolWithTheSaleByDefault() {
    place.imported(
        OLD.replacing("products/server.yaml", "{pool: server}", "{pool: server, reserve: false}"));

    assertThat(issuerOf("server-16core")).isEqualTo(new Issuer.Pool("server", false));
    assertThat(issuerOf("server-2core")).isEqualTo(new Issuer.Pool("server", true));
  }

  @Test
  void readsTheFormOfAPoolsKeys() {
    place.imported(
        OLD.replacing("products/server.yaml", "{pool: server}", "{pool: other, form: UUID}"));

    assertThat(issuerOf("server-16core")).isEqualTo(new Issuer.Pool("other", true, KeyForm.UUID));
    assertThat(issuerOf("server-2core")).isEqualTo(new Issuer.Pool("server", true));
  }

  @Test
  void refusesTwoFormsForOnePool() {
    var supply =
        OLD.replacing("products/server.yaml", "{pool: server}", "{pool: server, form: UUID}");

    assertThat(Supply.faults(place.imported(supply)))
        .containsExactly(
            "products/server.yaml:21: skus[1].keys: the keys of 'server' have the form UUID at"
                + " products/server.yaml:12, and FIVES here");
    assertThat(price()).isEqualTo("none");
  }

  @Test
  void readsTheLowStockOfAPool() {
    place.imported(
        OLD.replacing("products/server.yaml", "{pool: server}", "{pool: server, lowStock: 5}"));

    assertThat(sku("server-16core").lowStock()).contains(5);
    assertThat(sku("server-2core").lowStock()).isEmpty();
  }

  @Test
  void readsTheProductsOwnWindow() {
    place.imported(
        OLD.replacing("products/server.yaml", "kind: PERPETUAL", "kind: PERPETUAL\nwindow: P30D"));

    assertThat(sku("server-16core").product().window()).contains(Duration.ofDays(30));
  }

  @Test
  void readsWhetherSoftwareAssuranceComesWithASku() {
    place.imported(
        OLD.replacing(
            "products/server.yaml",
            "keys: {pool: server}",
            "keys: {pool: server}\n    hybridBenefit: STANDARD\n    softwareAssurance: false"));

    assertThat(sku("server-16core").softwareAssurance()).contains(false);
    assertThat(sku("server-16core").offeredBenefit()).isEmpty();
    assertThat(sku("server-2core").softwareAssurance()).isEmpty();
  }

  @Test
  void readsTheDateOfTheListOfClosedMarkets() {
    var supply =
        OLD.replacing(
            "terms.yaml",
            "closedMarkets: {}",
            "closedMarketsAsOf: 2019-11-30\n    closedMarkets: {RESERVATION: [CN]}");
    place.imported(supply);
    var listed = prices(fixture.ports().purchaseFacts()).of(US, Set.of(SKU));

    assertThat(listed.termsOf("server-software", Story.BOUGHT_AT).orElseThrow().marketsAsOf())
        .contains(LocalDate.parse("2019-11-30"));
    assertThat(
            Supply.faults(
                place.imported(supply.replacing("terms.yaml", "2019-11-30", "2019-13-30"))))
        .singleElement()
        .asString()
        .contains("editions[1].closedMarketsAsOf: must be a date, as in 2019-11-30");
  }

  @Test
  void readsTitlesAndNotesWhatALanguageLacks() throws IOException {
    var answer =
        place.imported(
            OLD.replacing(
                "products/server.yaml",
                "kind: PERPETUAL",
                "titles: {ko: 서버, zh-Hant: 伺服器}\nkind: PERPETUAL"));

    assertThat(Supply.faults(answer)).isEmpty();
    assertThat(sku("server-16core").product().titles())
        .returns("서버", titles -> titles.in(SpokenLanguage.KOREAN))
        .returns("Server", titles -> titles.in(SpokenLanguage.RUSSIAN));
    assertThat(answer.path("notes").findValuesAsText("path"))
        .containsExactly("title", "skus[0].title", "skus[1].title");
    assertThat(answer.at("/notes/0/detail").asText())
        .isEqualTo("has no title in zh-Hans, ru: shown in English");
    assertThat(report().path("notes")).isEqualTo(answer.path("notes"));
  }

  @Test
  void refusesTitlesInALanguageThatNobodyIsSpokenToIn() {
    var supply =
        OLD.replacing(
            "products/server.yaml", "kind: PERPETUAL", "titles: {de: Server}\nkind: PERPETUAL");

    assertThat(Supply.faults(place.imported(supply))).singleElement().asString().contains("de");
  }

  @Test
  void notesAHybridBenefitThatSaysNothingOfSoftwareAssurance() {
    var answer =
        place.imported(
            OLD.replacing(
                "products/server.yaml",
                "keys: {pool: server}",
                "keys: {pool: server}\n    hybridBenefit: STANDARD"));

    assertThat(answer.path("notes").findValuesAsText("path")).contains("skus[0].hybridBenefit");
    assertThat(sku("server-16core").offeredBenefit()).isPresent();
  }

  private Issuer issuerOf(String sku) {
    return sku(sku).keys().orElseThrow().issuer();
  }

  private Sku sku(String sku) {
    var id = new SkuId(sku);
    return prices(fixture.ports().purchaseFacts())
        .of(US, Set.of(id))
        .listing(id)
        .orElseThrow()
        .sku();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{pool: server, generated: true}",
        "{generated: false}",
        "{generated: true, reserve: true}",
        "{generated: true, lowStock: 5}",
        "{generated: true, form: FIVES}",
        "{pool: server, form: fives}"
      })
  void refusesInvalidKeys(String keys) {
    var supply = OLD.replacing("products/server.yaml", "{pool: server}", keys);

    assertThat(Supply.faults(place.imported(supply)))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).startsWith("products/server.yaml:12: skus[0].keys"));
    assertThat(price()).isEqualTo("none");
  }

  @Test
  void reportsThePublishedVersionAndTime() throws IOException {
    place.imported(OLD);

    var report = report();
    assertThat(report.path("version").asText()).matches("2026-11\\.[0-9a-f]{12}");
    assertThat(report.path("imported").asInt()).isEqualTo(1);
    assertThat(report.path("unchanged").asBoolean()).isFalse();
    assertThat(report.path("publishedAt").asText()).isEqualTo(Story.BOUGHT_AT.toString());
    assertThat(report.path("faults")).isEmpty();
  }

  @Test
  void namesEachFaultInItsReport() throws IOException {
    place.imported(OLD.replacing("products/server.yaml", "size: 5", "size: 6"));

    assertThat(report().path("faults"))
        .singleElement()
        .hasToString(
            "{\"file\":\"products/server.yaml\",\"line\":29,\"path\":\"artifacts[0].size\","
                + "\"detail\":\"the object has 5 bytes\"}");
    assertThat(report().has("publishedAt")).isFalse();
  }

  @Test
  void publishesPricesOfEachMarketAndDate() {
    place.imported(OLD);

    assertThat(price()).isEqualTo("980.00 USD");
    assertThat(place.products()).hasSize(1);
  }

  @Test
  void readsJsonAsItReadsYaml() {
    var json =
        """
        {"market": "DE", "currency": "EUR", "offers": [
          {"sku": "server-16core", "unitPrice": "918.00", "taxRate": "0",
           "validFrom": "2018-10-02T00:00:00Z"}]}
        """;

    place.imported(OLD.with("prices/de.json", json));

    assertThat(
            prices(fixture.ports().purchaseFacts())
                .of(new Market("DE"), Set.of(SKU))
                .listings()
                .get(SKU))
        .satisfies(listing -> assertThat(listing.offers()).hasSize(1));
  }

  @Test
  void keepsTheCurrentVersionWhenAnImportHasFaults() {
    place.imported(OLD, FIRST);

    place.imported(DEARER.without("terms.yaml"), FIRST.plusSeconds(1));

    assertThat(price()).isEqualTo("980.00 USD");
  }

  @Test
  void replacesTheCatalogueByALaterUpload() {
    place.imported(OLD, FIRST);

    place.imported(DEARER, FIRST.plusSeconds(1));

    assertThat(price()).isEqualTo("999.00 USD");
  }

  @Test
  void doesNotReplaceALaterUploadByALateRetry() {
    place.imported(DEARER, FIRST.plusSeconds(1));

    var answer = place.imported(OLD, FIRST);

    assertThat(price()).isEqualTo("999.00 USD");
    assertThat(Supply.faults(answer))
        .singleElement()
        .asString()
        .matches("manifest.yaml:0: : 2026-11\\..* was supplied later and is current.*");
  }

  @Test
  void reportsThatAVersionIsAlreadyCurrentAndChangesNothing() throws IOException {
    place.imported(OLD);
    var before = all();

    var answer = place.imported(OLD);

    assertThat(answer.path("unchanged").asBoolean()).isTrue();
    assertThat(answer.path("imported").asInt()).isZero();
    assertThat(report().path("publishedAt").asText()).isEqualTo(Story.BOUGHT_AT.toString());
    assertThat(all()).isEqualTo(before);
  }

  /** Returns the whole table except the log, which records each import. Only tests may scan. */
  private List<Map<String, AttributeValue>> all() {
    var table = fixture.environment("KEYSHELF_TABLE");
    return fixture.cloud().dynamoDb().scan(scan -> scan.tableName(table)).items().stream()
        .filter(item -> !Objects.requireNonNull(item.get("pk")).s().startsWith("ACTIVITY#"))
        .toList();
  }

  @Test
  void rollsBackToAVersionThatWasReplaced() {
    place.imported(OLD, FIRST);
    place.imported(DEARER, FIRST.plusSeconds(1));

    place.imported(OLD, FIRST.plusSeconds(2));

    assertThat(price()).isEqualTo("980.00 USD");
  }

  @Test
  void keepsTheReportWhenTheManifestIsGone() {
    assertThat(place.imported().path("imported").asInt()).isZero();
    assertThat(Supply.faults(place.imported())).isEmpty();
  }
}
