package dev.keyshelf.orders;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Situations;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A catalogue with a SKU for each kind of failure. Each is sold in CN, for 100.00 CNY and in a
 * quantity of 1 to 10, except for what its name says.
 */
final class Shelf {
  private static final Instant LONG_AGO = Instant.parse("2018-10-02T00:00:00Z");
  private static final Market CN = new Market("CN");

  private final List<CatalogueVersion.Entry> entries = new ArrayList<>();

  static CatalogueVersion catalogue() {
    var shelf = new Shelf();
    shelf.add("licence", "server-software", ProductKind.PERPETUAL, CN, "100.00", "CNY");
    shelf.add("abroad", "server-software", ProductKind.PERPETUAL, new Market("DE"), "9.00", "EUR");
    shelf.add("reserved", "server-software", ProductKind.RESERVATION, CN, "100.00", "CNY");
    shelf.add("plan", "server-software", ProductKind.SUBSCRIPTION, CN, "100.00", "CNY");
    shelf.add("limited", "on-premises", ProductKind.PERPETUAL, CN, "100.00", "CNY");
    shelf.add("lawless", "no-edition", ProductKind.PERPETUAL, CN, "100.00", "CNY");
    shelf.add("priceless", "server-software", ProductKind.PERPETUAL, CN, "9e16", "CNY");
    shelf.add("in-dollars", "server-software", ProductKind.PERPETUAL, CN, "15.00", "USD");
    return new CatalogueVersion(
        "2026-11",
        List.of(
            terms("server-software", "2020-01-21", false),
            terms("on-premises", "2020-05-05", true)),
        shelf.entries);
  }

  private void add(
      String id, String program, ProductKind kind, Market market, String price, String currency) {
    var route =
        kind == ProductKind.RESERVATION
            ? CancellationRoute.SUPPORT_REQUEST
            : CancellationRoute.SELF_SERVICE;
    var product = Catalogues.aProduct(id, id, program, kind, route);
    var sku = Listed.of(product, id);
    var listed =
        kind == ProductKind.PERPETUAL
            ? sku.withKeys(KeyRule.ofPool("pool", Optional.empty())).sku()
            : sku.lasting(Period.ofYears(1)).sku();
    var amount = new BigDecimal(price).toPlainString();
    var offers =
        List.of(
            offer(listed, market, Money.of(amount, currency)),
            offer(listed, Situations.US, Money.of("10.00", "USD")));
    entries.add(new CatalogueVersion.Entry(product, List.of(listed), offers, List.of()));
  }

  private static Offer offer(Sku sku, Market market, Money price) {
    return Catalogues.anOffer(sku.id(), market, price, BigDecimal.ZERO, LONG_AGO);
  }

  private static ProgramTerms terms(String program, String edition, boolean eligiblePartnersOnly) {
    return Catalogues.terms(
        program,
        edition,
        CancellationRoute.SELF_SERVICE,
        Set.of(CN),
        Set.of(),
        eligiblePartnersOnly);
  }

  private Shelf() {}
}
