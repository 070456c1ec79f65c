package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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
  void listsWhatCanBeBoughtInTheMarketAndCountsTheRest() {
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
  void listsWhatCannotBeBoughtWithEveryReasonWhenAsked() {
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
  void saysInA304ThatNothingHasChanged() {
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
  void doesNotFindAProductThatIsNotThere() {
    assertThat(answer(ONE.withVariable("productId", "nothing")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(ONE.withVariable("productId", "SKU#1")).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "market=", "market=ZZ", "market=us", "market=US&market=DE"})
  void needsOneMarketThatIsACountry(String query) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo("market");
  }

  @Test
  void isForEveryRoleAndForNobodyWithoutOne() {
    assertThat(answer(LIST.from("MarketingContentAdmin")).status()).isEqualTo(200);
    assertThat(answer(LIST.from("Nobody")).refusal()).isEqualTo("403 role-required");
  }
}
