package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.LinkRule;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.catalog.ProductSummary;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts products, SKUs, offers and terms to items and back. */
final class CatalogueItems {
  private CatalogueItems() {}

  static Item fill(Item item, Product product) {
    return TitleItems.fill(item, "title", product.titles())
        .with("product", product.id().value())
        .with("program", product.program())
        .with("kind", product.kind().name())
        .with("cancellation", product.cancellation().name())
        .withText("window", product.window().map(Duration::toString));
  }

  static Product product(Item item) {
    return new Product(
        new ProductId(item.text("product")),
        item.text("program"),
        TitleItems.titles(item, "title"),
        ProductKind.valueOf(item.text("kind")),
        CancellationRoute.valueOf(item.text("cancellation")),
        item.optionalText("window").map(Duration::parse));
  }

  static Item fill(Item item, ProductSummary summary) {
    return fill(item, summary.product())
        .withTexts("skus", summary.skus().stream().map(SkuId::value).toList());
  }

  static ProductSummary summary(Item item) {
    return new ProductSummary(product(item), item.texts("skus").stream().map(SkuId::new).toList());
  }

  static Item fill(Item item, Sku sku) {
    TitleItems.fill(fill(item, sku.product()), "skuTitle", sku.titles())
        .with("sku", sku.id().value())
        .with("skuEdition", sku.edition())
        .with("unit", sku.unit())
        .withText("term", sku.term().map(Period::toString))
        .with("minimumQuantity", sku.minimumQuantity())
        .with("maximumQuantity", sku.maximumQuantity())
        .withText("hybridBenefit", sku.hybridBenefit().map(HybridBenefit::name));
    sku.keys().ifPresent(keys -> item.with("keys", PurchaseItems.keys(keys)));
    sku.lowStock().ifPresent(least -> item.with("lowStock", least));
    sku.softwareAssurance().ifPresent(has -> item.with("softwareAssurance", has));
    return item;
  }

  static Sku sku(Item item) {
    return new Sku(
        product(item),
        new SkuId(item.text("sku")),
        TitleItems.titles(item, "skuTitle"),
        item.text("skuEdition"),
        item.text("unit"),
        item.optionalText("term").map(Period::parse),
        item.integer("minimumQuantity"),
        item.integer("maximumQuantity"),
        item.optionalItem("keys").map(PurchaseItems::keys),
        item.optionalText("hybridBenefit").map(HybridBenefit::valueOf),
        item.has("softwareAssurance")
            ? Optional.of(item.flag("softwareAssurance"))
            : Optional.empty(),
        item.has("lowStock") ? Optional.of(item.integer("lowStock")) : Optional.empty());
  }

  /** Fills the one item of a SKU and market with its few dated prices. */
  static Item fill(Item item, SkuId sku, Market market, List<Offer> offers) {
    return item.with("sku", sku.value())
        .with("market", market.code())
        .with("offers", offers.stream().map(CatalogueItems::offer).toList());
  }

  static List<Offer> offers(Item item) {
    var sku = new SkuId(item.text("sku"));
    var market = new Market(item.text("market"));
    return item.items("offers").stream()
        .map(
            offer ->
                new Offer(
                    sku,
                    market,
                    offer.money("unitPrice"),
                    new BigDecimal(offer.text("taxRate")),
                    offer.instant("validFrom"),
                    offer.optionalInstant("validUntil")))
        .toList();
  }

  private static Item offer(Offer offer) {
    return Item.inner()
        .with("unitPrice", offer.unitPrice())
        .with("taxRate", offer.taxRate().toPlainString())
        .with("validFrom", offer.validFrom())
        .withInstant("validUntil", offer.validUntil());
  }

  /** Fills the one item of a program with its few editions. */
  static Item fill(Item item, List<ProgramTerms> editions) {
    return item.with("program", editions.getFirst().program())
        .with("editions", editions.stream().map(CatalogueItems::edition).toList());
  }

  static List<ProgramTerms> editions(Item item) {
    var program = item.text("program");
    return item.items("editions").stream().map(each -> edition(program, each)).toList();
  }

  private static Item edition(ProgramTerms terms) {
    var credit = Item.inner();
    terms.credit().forEach((kind, rule) -> credit.with(kind.name(), rule.name()));
    var closed = Item.inner();
    terms.closedMarkets().forEach((kind, markets) -> closed.withTexts(kind.name(), codes(markets)));
    var item = Item.inner();
    if (!terms.taxAddedMarkets().isEmpty()) {
      item.withTexts("taxAddedMarkets", codes(terms.taxAddedMarkets()));
    }
    return item.with("edition", terms.edition())
        .with("effectiveFrom", terms.effectiveFrom())
        .with("cancellation", terms.cancellation().name())
        .with("window", terms.window().toString())
        .with("credit", credit)
        .with("linkLifetime", terms.link().lifetime().toString())
        .with("linkDownloads", terms.link().downloads())
        .with("closedMarkets", closed)
        .withText("marketsAsOf", terms.marketsAsOf().map(LocalDate::toString))
        .withTexts("taxIncludedMarkets", codes(terms.taxIncludedMarkets()))
        .with("eligiblePartnersOnly", terms.eligiblePartnersOnly());
  }

  private static ProgramTerms edition(String program, Item item) {
    Map<ProductKind, CreditRule> credit = new EnumMap<>(ProductKind.class);
    Map<ProductKind, Set<Market>> closed = new EnumMap<>(ProductKind.class);
    for (var kind : ProductKind.values()) {
      item.item("credit")
          .optionalText(kind.name())
          .ifPresent(rule -> credit.put(kind, CreditRule.valueOf(rule)));
      if (item.item("closedMarkets").has(kind.name())) {
        closed.put(kind, markets(item.item("closedMarkets").texts(kind.name())));
      }
    }
    return new ProgramTerms(
        program,
        item.text("edition"),
        item.instant("effectiveFrom"),
        CancellationRoute.valueOf(item.text("cancellation")),
        Duration.parse(item.text("window")),
        credit,
        new LinkRule(Duration.parse(item.text("linkLifetime")), item.integer("linkDownloads")),
        closed,
        item.optionalText("marketsAsOf").map(LocalDate::parse),
        markets(item.texts("taxIncludedMarkets")),
        item.has("taxAddedMarkets") ? markets(item.texts("taxAddedMarkets")) : Set.of(),
        item.flag("eligiblePartnersOnly"));
  }

  private static List<String> codes(Collection<Market> markets) {
    return markets.stream().map(Market::code).toList();
  }

  private static Set<Market> markets(List<String> codes) {
    return codes.stream().map(Market::new).collect(Collectors.toUnmodifiableSet());
  }
}
