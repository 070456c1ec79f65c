package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCatalogueHandlerTest {
  private static final Events LIST = Events.of("read-catalogue");
  private static final Events ONE =
      LIST.onRoute("GET /v1/catalog/products/{productId}")
          .withVariable("productId", "windows-server-2019-standard");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    Catalogues.isPublished(fixture.ports().catalogueVersions(), Story.catalogue(), Instant.EPOCH);
    fixture.partnerIs(false);
  }

  private Reply answer(Events event) {
    return fixture.send(ReadCatalogueHandler::new, event);
  }

  @Test
  void listsProductsSoldInTheMarketAndCountsTheOthers() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().findValuesAsText("productId"))
        .containsExactly("windows-server-2019-standard");
    assertThat(reply.json().findValuesAsText("skuId"))
        .containsExactlyInAnyOrder("ws2019-std-16core", "priceless");
    assertThat(reply.at("/unavailableSkus")).isEqualTo("2");
    assertThat(answer(LIST.withQuery("market=DE")).json().findValuesAsText("skuId"))
        .containsExactly("abroad");
    assertThat(answer(LIST.withQuery("market=JP")).json().get("items")).isEmpty();
  }

  @Test
  void listsUnavailableProductsWithAllReasonsOnRequest() {
    var reply = answer(LIST.withQuery("market=JP&include=unavailable"));

    assertThat(reply.json().findValuesAsText("productId"))
        .containsExactly("limited", "windows-server-2019-standard");
    assertThat(reply.json().at("/items/0/skus/0/unavailableBecause").findValuesAsText("code"))
        .containsExactly("not-sold-in-market", "partner-not-eligible");
    assertThat(reply.json().at("/items/0/skus/0/unavailableBecause").findValuesAsText("detail"))
        .containsExactly(
            "it has no offer there",
            "edition 2020-01-21 of on-premises is for eligible partners only");
    assertThat(reply.json().findValuesAsText("available")).containsOnly("false");
  }

  @Test
  void searchesByWordsInAnyCaseAndByKind() {
    assertThat(found("search=WINDOWS+standard")).isEqualTo(1);
    assertThat(found("search=priceless")).isEqualTo(1);
    assertThat(found("search=windows+datacenter")).isZero();
    assertThat(found("kind=PERPETUAL")).isEqualTo(2);
    assertThat(found("kind=RESERVATION")).isZero();
  }

  private int found(String query) {
    return answer(LIST.withQuery("market=US&include=unavailable&" + query))
        .json()
        .get("items")
        .size();
  }

  @Test
  void pagesToTheEnd() {
    var query = "market=US&include=unavailable&limit=1";
    var first = answer(LIST.withQuery(query));
    var second = answer(LIST.withQuery(query + "&cursor=" + first.at("/next")));

    assertThat(first.json().findValuesAsText("productId")).containsExactly("limited");
    assertThat(second.json().findValuesAsText("productId"))
        .containsExactly("windows-server-2019-standard");
  }

  @Test
  void refusesACursorOfAnotherQuery() {
    var next = answer(LIST.withQuery("market=US&limit=1")).at("/next");

    var reply = answer(LIST.withQuery("market=DE&limit=1&cursor=" + next));

    assertThat(reply.refusal()).isEqualTo("400 cursor-invalid");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo("cursor");
  }

  @Test
  void answersAnUnchangedListWith304() {
    var tag = answer(LIST).header("ETag");

    var reply = answer(LIST.withHeader("if-none-match", tag));

    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.text()).isEmpty();
    assertThat(answer(LIST.withQuery("market=DE").withHeader("if-none-match", tag)).status())
        .isEqualTo(200);
  }

  @Test
  void showsAProductWithItsPricesTermsAndFiles() {
    var reply = answer(ONE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("skus"))
        .filteredOn(sku -> sku.get("available").asBoolean())
        .extracting(sku -> sku.at("/unitPrice/amount").asText())
        .containsExactlyInAnyOrder("972.00", "90000000000000000.00");
    assertThat(reply.at("/terms/edition")).isEqualTo("2020-01-21");
    assertThat(reply.at("/terms/credit")).isEqualTo("FULL");
    assertThat(reply.at("/artifacts/0/sha256")).isEqualTo(Story.file().sha256());
    assertThat(reply.text()).doesNotContain(Story.file().objectKey());
  }

  @Test
  void showsTheCreditThatAPurchaseGetsWhereTheTermsNameNone() {
    var reservation =
        Catalogues.aProduct(
            "d2v3",
            "D2 v3",
            "server-software",
            ProductKind.RESERVATION,
            CancellationRoute.SUPPORT_REQUEST);
    var story = Story.catalogue();
    var sku = Listed.of(reservation, "d2v3-p1y").lasting(Period.ofYears(1)).sku();
    var entry = new CatalogueVersion.Entry(reservation, List.of(sku), List.of(), List.of());
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(),
        new CatalogueVersion("2026-12", story.terms(), List.of(entry)),
        Story.BOUGHT_AT);

    var reply = answer(ONE.withVariable("productId", "d2v3"));

    assertThat(reply.at("/terms/credit")).as(reply.text()).isEqualTo("PRORATED");
  }

  private void sells(KeyRule rule) {
    var product =
        Catalogues.aProduct(
            "cad", "CAD", "server-software", ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE);
    var sku = Listed.of(product, "cad-5").withKeys(rule).sku();
    var entry = new CatalogueVersion.Entry(product, List.of(sku), List.of(), List.of());
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(),
        new CatalogueVersion("2026-12", Story.catalogue().terms(), List.of(entry)),
        Story.BOUGHT_AT);
  }

  private JsonNode stockOf(long keysLeft) {
    var count = new StockCount("cad-pool", keysLeft, 0, false, Story.BOUGHT_AT);
    fixture.ports().stockCounts().keep(List.of(count));
    return cad();
  }

  private JsonNode cad() {
    var reply = answer(ONE.withVariable("productId", "cad"));
    var listed = answer(LIST.withQuery("market=US&include=unavailable"));
    assertThat(listed.json().findValue("skus")).isEqualTo(reply.json().get("skus"));
    return reply.json().at("/skus/0");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void saysWhetherAPoolHadKeysWhenItWasLastCounted(long keysLeft, boolean inStock) {
    sells(new KeyRule(new Issuer.Pool("cad-pool", true), Optional.of(1)));
    assertThat(cad().has("inStock")).isFalse();

    var sku = stockOf(keysLeft);

    assertThat(sku.get("inStock").asBoolean()).isEqualTo(inStock);
    assertThat(sku.get("stockCountedAt").asText()).isEqualTo(Story.BOUGHT_AT.toString());
  }

  @Test
  void isAlwaysInStockWhereAnOrderReservesNoKeys() {
    sells(new KeyRule(new Issuer.Pool("cad-pool", false), Optional.of(1)));
    var sku = stockOf(0);

    assertThat(sku.get("inStock").asBoolean()).isTrue();
    assertThat(sku.has("stockCountedAt")).isFalse();
  }

  @Test
  void showsTitlesInThePreferredLanguageAndEnglishWhereThereIsNoOther() {
    var story = Story.catalogue();
    var plain = story.products().getFirst().product();
    var known =
        new Product(
            plain.id(),
            plain.program(),
            new Titles(plain.title(), Map.of(SpokenLanguage.KOREAN, "윈도우 서버")),
            plain.kind(),
            plain.cancellation(),
            plain.window());
    var sku = Listed.of(known, "ws2019-std-16core").titled("16-core licence pack").sku();
    var entry = new CatalogueVersion.Entry(known, List.of(sku), List.of(), List.of());
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(),
        new CatalogueVersion("2026-12", story.terms(), List.of(entry)),
        Story.BOUGHT_AT);

    var korean = answer(ONE.withHeader("accept-language", "ko-KR,en;q=0.5"));
    var russian = answer(ONE.withHeader("accept-language", "ru"));
    var found = answer(LIST.withQuery("market=US&include=unavailable&search=%EC%84%9C%EB%B2%84"));

    assertThat(korean.at("/title")).isEqualTo("윈도우 서버");
    assertThat(korean.at("/skus/0/title")).isEqualTo("16-core licence pack");
    assertThat(korean.header("Content-Language")).isEqualTo("en, ko");
    assertThat(korean.header("Vary")).isEqualTo("Accept-Language");
    assertThat(russian.at("/title")).isEqualTo(plain.title());
    assertThat(russian.header("Content-Language")).isEqualTo("en");
    assertThat(found.at("/items/0/title")).isEqualTo(plain.title());
  }

  @Test
  void doesNotFindAMissingProduct() {
    assertThat(answer(ONE.withVariable("productId", "nothing")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(ONE.withVariable("productId", "SKU#1")).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "market=", "market=ZZ", "market=us", "market=US&market=DE"})
  void requiresOneMarketThatIsACountry(String query) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo("market");
  }

  @Test
  void allowsARoleAndRefusesAUserWithoutAnyRole() {
    assertThat(answer(LIST.from("MarketingContentAdmin")).status()).isEqualTo(200);
    assertThat(answer(LIST.from("Nobody")).refusal()).isEqualTo("403 role-required");
  }
}
