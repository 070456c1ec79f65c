package dev.keyshelf.domain.catalog;

import java.util.List;

/**
 * A product with everything needed to buy it in a market and to choose a download, all of one
 * version of the catalogue.
 *
 * @param editions the terms of its program, including past and future editions
 */
public record ProductDetail(
    Product product,
    List<Listing> listings,
    List<ProgramTerms> editions,
    List<Artifact> artifacts) {
  /** Copies the lists. */
  public ProductDetail {
    listings = List.copyOf(listings);
    editions = List.copyOf(editions);
    artifacts = List.copyOf(artifacts);
  }
}
