package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.api.Document;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.HybridBenefit;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of a catalogue into the domain's types, or names every fault. */
final class CatalogueReader {
  private final List<String> faults;
  private final List<ProgramTerms> terms = new ArrayList<>();
  private final List<CatalogueVersion.Entry> products = new ArrayList<>();

  CatalogueReader(List<String> faults) {
    this.faults = faults;
  }

  List<ProgramTerms> terms() {
    return terms;
  }

  List<CatalogueVersion.Entry> products() {
    return products;
  }

  /** Reads a file: the terms of a program, or a product. */
  void read(String file, JsonNode root) {
    var document = Document.of(file, root, faults);
    if (root.has("editions")) {
      var program = document.text("program");
      terms.addAll(document.list("editions", each -> edition(program, each)));
    } else {
      document.guarded(CatalogueReader::product).ifPresent(products::add);
    }
    document.refuseUnknown();
  }

  private static Optional<ProgramTerms> edition(String program, Document document) {
    Map<ProductKind, CreditRule> credit = new EnumMap<>(ProductKind.class);
    var rules = document.mapping("credit");
    for (var kind : rules.names()) {
      rules
          .read(kind, CreditRule::valueOf)
          .ifPresent(rule -> credit.put(ProductKind.valueOf(kind), rule));
    }
    Map<ProductKind, Set<Market>> closed = new EnumMap<>(ProductKind.class);
    var markets = document.mapping("closedMarkets");
    for (var kind : markets.names()) {
      closed.put(ProductKind.valueOf(kind), Set.copyOf(markets.texts(kind, Market::new)));
    }
    var link = document.mapping("link");
    return Optional.of(
        new ProgramTerms(
            program,
            document.text("id"),
            document.instant("effectiveFrom"),
            route(document),
            document.read("window", Duration::parse).orElse(Duration.ZERO),
            credit,
            new LinkRule(
                link.read("lifetime", Duration::parse).orElse(Duration.ofDays(1)),
                link.integer("downloads")),
            closed,
            Set.copyOf(document.texts("taxIncludedMarkets", Market::new)),
            document.flag("eligiblePartnersOnly")));
  }

  private static Optional<CatalogueVersion.Entry> product(Document document) {
    var id = document.read("id", ProductId::new).orElse(new ProductId("unknown"));
    var product =
        new Product(
            id,
            document.text("program"),
            document.text("title"),
            document.read("kind", ProductKind::valueOf).orElse(ProductKind.PERPETUAL),
            route(document));
    var offers = new ArrayList<Offer>();
    var skus = document.list("skus", each -> sku(product, each, offers));
    var artifacts = document.list("artifacts", each -> artifact(id, each));
    return Optional.of(new CatalogueVersion.Entry(product, skus, offers, artifacts));
  }

  private static Optional<Sku> sku(Product product, Document document, List<Offer> offers) {
    var id = document.read("id", SkuId::new).orElse(new SkuId("unknown"));
    offers.addAll(document.list("offers", each -> offer(id, each)));
    var quantity = document.mapping("quantity");
    return Optional.of(
        new Sku(
            product,
            id,
            document.text("title"),
            document.text("edition"),
            document.text("unit"),
            document.readOptional("term", Period::parse),
            quantity.integer("minimum"),
            quantity.integer("maximum"),
            document.optionalMapping("keys").map(CatalogueReader::keys),
            document.readOptional("hybridBenefit", HybridBenefit::valueOf)));
  }

  private static KeyRule keys(Document document) {
    return new KeyRule(
        document.text("pool"), document.readOptional("unitsPerKey", Integer::parseInt));
  }

  private static Optional<Offer> offer(SkuId sku, Document document) {
    var currency = document.text("currency");
    return document
        .read("market", Market::new)
        .flatMap(
            market ->
                document
                    .read("unitPrice", price -> Money.of(price, currency))
                    .map(
                        price ->
                            new Offer(
                                sku,
                                market,
                                price,
                                document.read("taxRate", BigDecimal::new).orElse(BigDecimal.ZERO),
                                document.instant("validFrom"),
                                document.readOptional("validUntil", Instant::parse))));
  }

  private static Optional<Artifact> artifact(ProductId product, Document document) {
    return Optional.of(
        new Artifact(
            product,
            document.text("version"),
            document.text("language"),
            document.text("fileType"),
            document.text("fileName"),
            document.text("object"),
            document.number("size"),
            document.text("sha256"),
            document.instant("releasedAt")));
  }

  private static CancellationRoute route(Document document) {
    return document
        .read("cancellation", CancellationRoute::valueOf)
        .orElse(CancellationRoute.NEVER);
  }
}
