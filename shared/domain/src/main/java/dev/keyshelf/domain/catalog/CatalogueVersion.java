package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A whole version of the catalogue. It is small enough to be held in memory. */
public record CatalogueVersion(String id, List<ProgramTerms> terms, List<Entry> products) {
  /** Copies the lists. */
  public CatalogueVersion {
    terms = List.copyOf(terms);
    products = List.copyOf(products);
  }

  /** A product with its SKUs, its files, and its offers in every market. */
  public record Entry(
      Product product, List<Sku> skus, List<Offer> offers, List<Artifact> artifacts) {
    /** Copies the lists. */
    public Entry {
      skus = List.copyOf(skus);
      offers = List.copyOf(offers);
      artifacts = List.copyOf(artifacts);
    }
  }

  /**
   * Returns the parts in the order in which they must be written: each product before the prices of
   * its SKUs.
   */
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
