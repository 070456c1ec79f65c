package dev.keyshelf.testkit;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.CatalogueVersions;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes products, SKUs, offers, terms and catalogues for tests. */
public final class Catalogues {
  private static final Instant LATER_THAN_ALL = Instant.parse("2099-01-01T00:00:00Z");

  private Catalogues() {}

  /** Returns the terms of the edition of 2020-01-21. */
  public static ProgramTerms terms() {
    return terms("2020-01-21", CancellationRoute.SELF_SERVICE);
  }

  /** Returns the terms of an edition that is in force from its date on. */
  public static ProgramTerms terms(String edition, CancellationRoute route) {
    return terms(
        Situations.PROGRAM,
        edition,
        route,
        Set.of(new Market("CN"), new Market("JE")),
        Set.of(new Market("AU"), new Market("BR")),
        false);
  }

  /**
   * Returns the terms of an edition that is in force from its date on. All tests outside the domain
   * make their terms here.
   *
   * @param closed the markets in which no reservation is sold
   */
  public static ProgramTerms terms(
      String program,
      String edition,
      CancellationRoute route,
      Set<Market> closed,
      Set<Market> taxIncluded,
      boolean eligiblePartnersOnly) {
    return new ProgramTerms(
        program,
        edition,
        Instant.parse(edition + "T00:00:00Z"),
        route,
        Duration.ofDays(60),
        Map.of(
            ProductKind.PERPETUAL, CreditRule.FULL, ProductKind.SUBSCRIPTION, CreditRule.PRORATED),
        new LinkRule(Duration.ofDays(14), 50),
        closed.isEmpty() ? Map.of() : Map.of(ProductKind.RESERVATION, closed),
        Optional.empty(),
        taxIncluded,
        Set.of(),
        eligiblePartnersOnly);
  }

  /** Returns a perpetual product whose buyer can cancel it. */
  public static Product aProduct() {
    return aProduct(ProductKind.PERPETUAL, CancellationRoute.SELF_SERVICE);
  }

  /** Returns the same product with another kind and cancellation route. */
  static Product aProduct(ProductKind kind, CancellationRoute route) {
    return aProduct(Situations.PRODUCT.value(), "Windows Server", Situations.PROGRAM, kind, route);
  }

  /** Returns a product. All tests outside the domain make their products here. */
  public static Product aProduct(
      String id, String title, String program, ProductKind kind, CancellationRoute route) {
    return new Product(new ProductId(id), program, Titles.of(title), kind, route, Optional.empty());
  }

  /** Returns {@link Situations#SKU} of the product: 1 to 20 units, with one key for each. */
  public static Sku aSku() {
    return Listed.of(aProduct(), Situations.SKU.value())
        .titled("2019, 16 cores")
        .upTo(20)
        .withKeys(KeyRule.ofPool(Bought.POOL, Optional.of(1)))
        .withBenefit()
        .sku();
  }

  /** Returns an offer of {@link Situations#SKU} that is valid from an instant on. */
  public static Offer anOffer(String market, String amount, String currency, Instant validFrom) {
    return anOffer(
        Situations.SKU,
        new Market(market),
        Money.of(amount, currency),
        new BigDecimal("0.10"),
        validFrom);
  }

  /** Returns an offer without an end. All tests outside the domain make their offers here. */
  public static Offer anOffer(
      SkuId sku, Market market, Money price, BigDecimal taxRate, Instant validFrom) {
    return new Offer(sku, market, price, taxRate, validFrom, Optional.empty());
  }

  /** Returns a catalogue of one product at a price, with two editions of its program's terms. */
  public static CatalogueVersion aCatalogue(String version, String price) {
    return new CatalogueVersion(
        version,
        List.of(terms("2019-11-20", CancellationRoute.SUPPORT_REQUEST), terms()),
        List.of(
            new CatalogueVersion.Entry(
                aProduct(),
                List.of(aSku()),
                List.of(
                    anOffer("US", price, "USD", Situations.daysAgo(365)),
                    anOffer("AU", price, "AUD", Situations.daysAgo(365))),
                List.of(
                    Situations.anArtifact("2016", "en-US"),
                    Situations.anArtifact("2019", "de-DE"),
                    Situations.anArtifact("2019", "en-US")))));
  }

  /**
   * Publishes a whole version as an import does. Its decisions never count as too old.
   *
   * @return whether it is now the current version
   */
  public static boolean isPublished(
      CatalogueVersions versions, CatalogueVersion catalogue, Instant suppliedAt) {
    return switch (versions.standing(catalogue.id(), suppliedAt)) {
      case CatalogueVersions.Standing.Current _ -> true;
      case CatalogueVersions.Standing.Superseded _ -> false;
      case CatalogueVersions.Standing.Open _ -> {
        var draft = versions.begin(catalogue.id(), suppliedAt, LATER_THAN_ALL);
        versions.write(draft, catalogue.entries());
        yield versions.publish(draft, LATER_THAN_ALL);
      }
    };
  }
}
