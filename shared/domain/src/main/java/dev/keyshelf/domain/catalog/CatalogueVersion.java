package dev.keyshelf.domain.catalog;

import java.util.List;

/** One whole version of the catalogue, as an operator supplies it. */
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
}
