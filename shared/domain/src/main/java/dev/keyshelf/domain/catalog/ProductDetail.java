package dev.keyshelf.domain.catalog;

import java.util.List;

/** A product with everything needed to buy it in a market and to choose a download. */
public record ProductDetail(Product product, List<Listing> listings, List<Artifact> artifacts) {
  /** Copies the lists in. */
  public ProductDetail {
    listings = List.copyOf(listings);
    artifacts = List.copyOf(artifacts);
  }
}
