package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.catalog.ArtifactChoice;
import dev.keyshelf.domain.catalog.Catalogue;
import dev.keyshelf.domain.catalog.Listing;
import dev.keyshelf.domain.catalog.Offer;
import dev.keyshelf.domain.catalog.PriceList;
import dev.keyshelf.domain.catalog.Prices;
import dev.keyshelf.domain.catalog.ProductDetail;
import dev.keyshelf.domain.catalog.ProductSearch;
import dev.keyshelf.domain.catalog.ProgramTerms;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The current version of the catalogue in DynamoDB. Each read first finds out the version. */
final class DynamoCatalogue implements Catalogue {
  static final String VERSION = "catalogueVersion";

  private final Table table;

  DynamoCatalogue(Table table) {
    this.table = table;
  }

  private Optional<String> version() {
    return table.get(Keys.currentCatalogue()).map(DynamoCatalogue::version);
  }

  private static String version(Item current) {
    return current.text(VERSION);
  }

  @Override
  public Page list(Market market, ProductSearch search, int limit, Optional<ProductId> after) {
    return version()
        .map(version -> list(version, market, search, limit, after))
        .orElseGet(() -> new Page(List.of(), new PriceList(Map.of(), List.of()), Optional.empty()));
  }

  private Page list(
      String version, Market market, ProductSearch search, int limit, Optional<ProductId> after) {
    var found =
        table.search(
            Table.Range.startingWith(Keys.catalogue(version), Keys.PRODUCT),
            limit,
            after.map(id -> Keys.productSummary(version, id).sort()).orElse(null),
            CatalogueItems::summary,
            search::matches);
    var skus =
        found.items().stream()
            .flatMap(summary -> summary.skus().stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Page(
        found.items(),
        prices(version, market, skus),
        found.last().map(summary -> summary.product().id()));
  }

  @Override
  public Optional<ProductDetail> find(ProductId id, Market market) {
    return version().flatMap(version -> find(version, id, market));
  }

  private Optional<ProductDetail> find(String version, ProductId id, Market market) {
    var summary = table.get(Keys.productSummary(version, id)).map(CatalogueItems::summary);
    if (summary.isEmpty()) {
      return Optional.empty();
    }
    var product = summary.get().product();
    var skus = summary.get().skus();
    var listings = listings(version, market, skus);
    return Optional.of(
        new ProductDetail(
            product,
            skus.stream().map(sku -> Objects.requireNonNull(listings.get(sku))).toList(),
            editions(version, Set.of(product.program())),
            artifacts(version, id)));
  }

  /**
   * Returns the prices of a version.
   *
   * @param current the item that names the version; empty if none was ever published
   */
  Prices pricesOf(Optional<Item> current) {
    return current
        .map(DynamoCatalogue::version)
        .<Prices>map(version -> (market, skus) -> prices(version, market, skus))
        .orElse((_, _) -> new PriceList(Map.of(), List.of()));
  }

  private PriceList prices(String version, Market market, Set<SkuId> skus) {
    var listings = listings(version, market, skus);
    var programs =
        listings.values().stream()
            .map(listing -> listing.sku().product().program())
            .collect(Collectors.toUnmodifiableSet());
    return new PriceList(listings, editions(version, programs));
  }

  private List<ProgramTerms> editions(String version, Set<String> programs) {
    return table
        .get(programs.stream().map(program -> Keys.terms(version, program)).toList())
        .stream()
        .map(CatalogueItems::editions)
        .flatMap(List::stream)
        .toList();
  }

  private Map<SkuId, Listing> listings(String version, Market market, Collection<SkuId> wanted) {
    var keys = new ArrayList<Key>();
    for (var sku : wanted) {
      keys.add(Keys.sku(version, sku));
      keys.add(Keys.offers(version, sku, market));
    }
    Map<SkuId, Sku> skus = new HashMap<>();
    Map<SkuId, List<Offer>> offers = new HashMap<>();
    for (var item : table.get(keys)) {
      if (item.text(Keys.SORT).equals(Keys.ALONE)) {
        var sku = CatalogueItems.sku(item);
        skus.put(sku.id(), sku);
      } else {
        offers.put(new SkuId(item.text("sku")), CatalogueItems.offers(item));
      }
    }
    Map<SkuId, Listing> listings = new HashMap<>();
    skus.forEach(
        (id, sku) -> listings.put(id, new Listing(sku, offers.getOrDefault(id, List.of()))));
    return listings;
  }

  @Override
  public SkuPage skus(int products, Optional<ProductId> after) {
    return version()
        .map(version -> skus(version, products, after))
        .orElseGet(() -> new SkuPage(List.of(), Optional.empty()));
  }

  private SkuPage skus(String version, int products, Optional<ProductId> after) {
    var page =
        table.query(
            Table.Range.startingWith(Keys.catalogue(version), Keys.PRODUCT),
            products,
            after.map(id -> Keys.productSummary(version, id).sort()).orElse(null));
    var summaries = page.items().stream().map(CatalogueItems::summary).toList();
    var keys =
        summaries.stream()
            .flatMap(summary -> summary.skus().stream())
            .map(sku -> Keys.sku(version, sku))
            .toList();
    return new SkuPage(
        table.get(keys).stream().map(CatalogueItems::sku).toList(),
        page.more() ? Optional.of(summaries.getLast().product().id()) : Optional.empty());
  }

  @Override
  public Set<String> programs() {
    return version().map(this::programs).orElse(Set.of());
  }

  private Set<String> programs(String version) {
    return table.query(Table.Range.startingWith(Keys.catalogue(version), Keys.TERMS)).stream()
        .map(item -> item.text("program"))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<Market> markets() {
    return version().map(this::markets).orElse(Set.of());
  }

  private Set<Market> markets(String version) {
    Set<Market> markets = new HashSet<>();
    var products = Table.Range.startingWith(Keys.catalogue(version), Keys.PRODUCT);
    Table.Page page;
    String after = null;
    do {
      page = table.query(products, Table.BATCH, after);
      for (var item : page.items()) {
        CatalogueItems.summary(item).skus().forEach(sku -> markets.addAll(markets(version, sku)));
        after = item.text(Keys.SORT);
      }
    } while (page.more());
    return Set.copyOf(markets);
  }

  private List<Market> markets(String version, SkuId sku) {
    return table
        .query(Table.Range.startingWith(Keys.skuPartition(version, sku), Keys.OFFER))
        .stream()
        .map(item -> new Market(item.text(Keys.SORT).substring(Keys.OFFER.length())))
        .toList();
  }

  @Override
  public List<Artifact> artifacts(ProductId product) {
    return version().map(version -> artifacts(version, product)).orElse(List.of());
  }

  private List<Artifact> artifacts(String version, ProductId product) {
    return table
        .query(Table.Range.startingWith(Keys.product(version, product), Keys.ARTIFACT))
        .stream()
        .map(ArtifactItems::artifact)
        .sorted(
            Comparator.comparing(Artifact::version)
                .reversed()
                .thenComparing(Artifact::language)
                .thenComparing(Artifact::fileType))
        .toList();
  }

  @Override
  public Optional<Artifact> artifact(ArtifactChoice choice) {
    return version()
        .flatMap(version -> table.get(Keys.artifact(version, choice)))
        .map(ArtifactItems::artifact);
  }
}
