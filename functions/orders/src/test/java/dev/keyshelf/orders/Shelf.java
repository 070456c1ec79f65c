package dev.keyshelf.orders;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A situation: a catalogue whose SKUs fail in every way there is. Each is sold in CN, for 100.00
 * CNY and in a quantity of 1 to 10, but for what its name says.
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
    var product = new Product(new ProductId(id), program, id, kind, route);
    var sku =
        new Sku(
            product,
            new SkuId(id),
            id,
            "Standard",
            "1 unit",
            kind == ProductKind.PERPETUAL ? Optional.empty() : Optional.of(Period.ofYears(1)),
            1,
            10,
            kind == ProductKind.PERPETUAL
                ? Optional.of(KeyRule.ofPool("pool", Optional.empty()))
                : Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var amount = new BigDecimal(price).toPlainString();
    var offer =
        new Offer(
            sku.id(),
            market,
            Money.of(amount, currency),
            BigDecimal.ZERO,
            LONG_AGO,
            Optional.empty());
    var inUs =
        new Offer(
            sku.id(),
            new Market("US"),
            Money.of("10.00", "USD"),
            BigDecimal.ZERO,
            LONG_AGO,
            Optional.empty());
    entries.add(new CatalogueVersion.Entry(product, List.of(sku), List.of(offer, inUs), List.of()));
  }

  private static ProgramTerms terms(String program, String edition, boolean eligiblePartnersOnly) {
    return new ProgramTerms(
        program,
        edition,
        Instant.parse(edition + "T00:00:00Z"),
        CancellationRoute.SELF_SERVICE,
        Duration.ofDays(60),
        Map.of(
            ProductKind.PERPETUAL, CreditRule.FULL, ProductKind.SUBSCRIPTION, CreditRule.PRORATED),
        new LinkRule(Duration.ofDays(14), 50),
        Map.of(ProductKind.RESERVATION, Set.of(CN)),
        Set.of(),
        eligiblePartnersOnly);
  }

  private Shelf() {}
}
