package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One whole version of the catalogue, small enough to be held at once. */
public record CatalogueVersion(String id, List<ProgramTerms> terms, List<Entry> products) {
  /** Copies the lists in. */
  public CatalogueVersion {
    terms = List.copyOf(terms);
    products = List.copyOf(products);
  }

  /** A product with all it has, in every market. */
  public record Entry(
      Product product, List<Sku> skus, List<Offer> offers, List<Artifact> artifacts) {
    /** Copies the lists in. */
    public Entry {
      skus = List.copyOf(skus);
      offers = List.copyOf(offers);
      artifacts = List.copyOf(artifacts);
    }
  }

  /** Gives what is written, in the order in which it must be. */
  public List<CatalogueEntry> entries() {
    var entries = new ArrayList<CatalogueEntry>();
    terms.stream()
        .collect(Collectors.groupingBy(ProgramTerms::program))
        .values()
        .forEach(editions -> entries.add(new CatalogueEntry.OfProgram(editions)));
    for (var entry : products) {
      entries.add(new CatalogueEntry.OfProduct(entry.product(), entry.skus(), entry.artifacts()));
    }
    products.forEach(entry -> entries.addAll(prices(entry.offers())));
    return entries;
  }

  private static List<CatalogueEntry> prices(List<Offer> offers) {
    Map<SkuId, Map<Market, List<Offer>>> prices =
        offers.stream()
            .collect(Collectors.groupingBy(Offer::sku, Collectors.groupingBy(Offer::market)));
    var entries = new ArrayList<CatalogueEntry>();
    prices.forEach(
        (sku, byMarket) ->
            byMarket.forEach(
                (market, dated) -> entries.add(new CatalogueEntry.OfPrice(sku, market, dated))));
    return entries;
  }
}
