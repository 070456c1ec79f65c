package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Catalogues.aCatalogue;
import static dev.keyshelf.testkit.Catalogues.aProduct;
import static dev.keyshelf.testkit.Catalogues.aSku;
import static dev.keyshelf.testkit.Catalogues.anOffer;
import static dev.keyshelf.testkit.Catalogues.isPublished;
import static dev.keyshelf.testkit.Catalogues.terms;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PRODUCT;
import static dev.keyshelf.testkit.Situations.PROGRAM;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.anArtifact;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.Listing;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.ProductDetail;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of the catalogue, its versions and the partners, all of which are imported. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoCatalogueTest {
  private static final Market AUSTRALIA = new Market("AU");
  private static final Market CHINA = new Market("CN");
  private static final ProductSearch ANY = new ProductSearch(List.of(), Optional.empty());

  private final Wiring ports;

  DynamoCatalogueTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void isEmptyBeforeItIsPublished() {
    assertThat(list(ANY, 10, Optional.empty()).products()).isEmpty();
    assertThat(ports.catalogue().find(PRODUCT, US)).isEmpty();
    assertThat(prices(ports.purchaseFacts()).of(US, Set.of(SKU)).listings()).isEmpty();
    assertThat(ports.catalogue().artifacts(PRODUCT)).isEmpty();
    assertThat(ports.catalogue().programs()).isEmpty();
  }

  @Test
  void hasThePrograms() {
    publish("v1", "1200.00");

    assertThat(ports.catalogue().programs()).containsExactly(Situations.PROGRAM);
  }

  @Test
  void listsItsProductsWithTheirPricesAndTerms() {
    publish("v1", "1200.00");

    var page = list(ANY, 10, Optional.empty());

    assertThat(page.products()).containsExactly(new ProductSummary(aProduct(), List.of(SKU)));
    assertThat(page.prices()).isEqualTo(prices(ports.purchaseFacts()).of(US, Set.of(SKU)));
    assertThat(page.prices().termsOf(PROGRAM, NOON)).contains(terms());
    assertThat(page.next()).isEmpty();
  }

  @Test
  void listsOnlyMatchingProducts() {
    publish("v1", "1200.00");
    var reservations = new ProductSearch(List.of(), Optional.of(ProductKind.RESERVATION));

    assertThat(list(reservations, 10, Optional.empty()).products()).isEmpty();
  }

  @Test
  void listsFromAProductOn() {
    publish("v1", "1200.00");

    assertThat(list(ANY, 10, Optional.of(PRODUCT)).products()).isEmpty();
    assertThat(list(ANY, 10, Optional.of(new ProductId("a"))).products()).hasSize(1);
  }

  @Test
  void findsAProductWithItsSkusOffersAndFiles() {
    publish("v1", "1200.00");

    assertThat(ports.catalogue().find(PRODUCT, AUSTRALIA))
        .contains(
            new ProductDetail(
                aProduct(),
                List.of(
                    new Listing(aSku(), List.of(anOffer("AU", "1200.00", "AUD", daysAgo(365))))),
                List.of(terms("2019-11-20", CancellationRoute.SUPPORT_REQUEST), terms()),
                List.of(
                    anArtifact("2019", "de-DE"),
                    anArtifact("2019", "en-US"),
                    anArtifact("2016", "en-US"))));
  }

  @Test
  void showsASkuWithoutOffersWhereItHasNone() {
    publish("v1", "1200.00");

    assertThat(prices(ports.purchaseFacts()).of(CHINA, Set.of(SKU)).listings())
        .containsOnly(Map.entry(SKU, new Listing(aSku(), List.of())));
  }

  @Test
  void leavesOutAnUnknownSku() {
    publish("v1", "1200.00");

    assertThat(prices(ports.purchaseFacts()).of(US, Set.of(SKU, new SkuId("other"))).listings())
        .containsOnlyKeys(SKU);
    assertThat(ports.catalogue().find(new ProductId("other"), US)).isEmpty();
  }

  @Test
  void listsItsSkusPageByPageWithOrWithoutOffers() {
    var products = List.of(withoutOffers("a"), withoutOffers("b"), withoutOffers("c"));
    isPublished(
        ports.catalogueVersions(), new CatalogueVersion("v1", List.of(terms()), products), NOON);

    var first = ports.catalogue().skus(2, Optional.empty());
    var second = ports.catalogue().skus(2, first.next());

    assertThat(first.next()).contains(new ProductId("b"));
    assertThat(first.skus())
        .containsExactlyInAnyOrder(
            products.get(0).skus().getFirst(), products.get(1).skus().getFirst());
    assertThat(second.skus()).isEqualTo(products.get(2).skus());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void listsTheSkusOfTheCurrentVersionOnly() {
    assertThat(ports.catalogue().skus(10, Optional.empty()).skus()).isEmpty();
    isPublished(
        ports.catalogueVersions(),
        new CatalogueVersion("v1", List.of(terms()), List.of(withoutOffers("a"))),
        NOON);
    publish("v2", "1200.00");

    assertThat(ports.catalogue().skus(10, Optional.empty()).skus()).containsExactly(aSku());
  }

  /** Returns a product whose one SKU has low stock below 5 keys. */
  private static CatalogueVersion.Entry withoutOffers(String id) {
    var product =
        Catalogues.aProduct(id, id, PROGRAM, ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE);
    var sku =
        Listed.of(product, id + "-1")
            .withKeys(aSku().keys().orElseThrow())
            .lowBelow(Optional.of(5))
            .sku();
    return new CatalogueVersion.Entry(product, List.of(sku), List.of(), List.of());
  }

  @Test
  void findsTheEditionThatIsInForce() {
    publish("v1", "1200.00");
    var change = Instant.parse("2020-01-21T00:00:00Z");

    assertThat(edition(change)).contains("2020-01-21");
    assertThat(edition(change.minusMillis(1))).contains("2019-11-20");
    assertThat(edition(Instant.parse("2019-11-19T23:59:59.999Z"))).isEmpty();
  }

  @Test
  void keepsTheTermsAsTheyWerePublished() {
    publish("v1", "1200.00");

    var list = prices(ports.purchaseFacts()).of(US, Set.of(SKU));
    assertThat(list.termsOf(PROGRAM, NOON)).contains(terms());
    assertThat(list.termsOf("on-premises", NOON)).isEmpty();
  }

  @Test
  void findsAFileByAllOfItsChoice() {
    publish("v1", "1200.00");

    assertThat(ports.catalogue().artifact(new ArtifactChoice(PRODUCT, "2019", "de-DE", "ISO")))
        .contains(anArtifact("2019", "de-DE"));
    assertThat(ports.catalogue().artifact(new ArtifactChoice(PRODUCT, "2016", "de-DE", "ISO")))
        .isEmpty();
    assertThat(ports.catalogue().artifact(new ArtifactChoice(PRODUCT, "2019", "de-DE", "VHD")))
        .isEmpty();
  }

  @Test
  void switchesToANewVersionInOneStep() {
    publish("v1", "1200.00");
    publish("v2", "1300.00");

    assertThat(price()).isEqualTo(Money.of("1300.00", "USD"));
  }

  @Test
  void switchesBackToAnOldVersion() {
    publish("v1", "1200.00");
    publish("v2", "1300.00");
    publish("v1", "1200.00");

    assertThat(price()).isEqualTo(Money.of("1200.00", "USD"));
  }

  @Test
  void doesNotChangeWhenItIsPublishedAgain() {
    publish("v1", "1200.00");
    var before = ports.catalogue().find(PRODUCT, US);

    publish("v1", "1200.00");

    assertThat(ports.catalogue().find(PRODUCT, US)).isEqualTo(before).isPresent();
    assertThat(list(ANY, 10, Optional.empty()).products()).hasSize(1);
  }

  @Test
  void findsAPartnerAsLastImported() {
    var before = Situations.aPartner(Situations.PARTNER, "Contoso", false);
    var after = Situations.aPartner(Situations.PARTNER, "Contoso Ltd", true, "on-premises", "x");
    ports.partners().publish(List.of(before), NOON);
    ports.partners().publish(List.of(after), NOON);

    assertThat(ports.partners().find(Situations.PARTNER)).contains(after);
    assertThat(ports.partners().find(Situations.OTHER_PARTNER)).isEmpty();
  }

  @Test
  void keepsTheLaterDataOfAPartnerWhenAnEarlierImportIsRetried() {
    var later = Situations.aPartner(Situations.PARTNER, "Contoso", true);
    var earlier = Situations.aPartner(Situations.PARTNER, "Contoso", false);
    ports.partners().publish(List.of(later), NOON);

    ports.partners().publish(List.of(earlier), NOON.minusSeconds(60));

    assertThat(ports.partners().find(Situations.PARTNER)).contains(later);
  }

  @Test
  void keepsTheLaterVersionWhenAnEarlierOneIsRetried() {
    publish("v2", "1300.00");

    var isCurrent =
        isPublished(ports.catalogueVersions(), aCatalogue("v1", "1200.00"), NOON.minusSeconds(60));

    assertThat(isCurrent).isFalse();
    assertThat(price()).isEqualTo(Money.of("1300.00", "USD"));
  }

  private void publish(String version, String price) {
    isPublished(ports.catalogueVersions(), aCatalogue(version, price), NOON);
  }

  private Optional<String> edition(Instant at) {
    return prices(ports.purchaseFacts())
        .of(US, Set.of(SKU))
        .termsOf(PROGRAM, at)
        .map(ProgramTerms::edition);
  }

  private Catalogue.Page list(ProductSearch search, int limit, Optional<ProductId> after) {
    return ports.catalogue().list(US, search, limit, after);
  }

  private Money price() {
    var listing = prices(ports.purchaseFacts()).of(US, Set.of(SKU)).listing(SKU);
    return listing.flatMap(each -> each.offerAt(NOON)).map(Offer::unitPrice).orElseThrow();
  }
}
