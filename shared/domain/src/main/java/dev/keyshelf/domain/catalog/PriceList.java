package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SkuId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The prices of some SKUs in a market, and the terms of their programs. All come from one version
 * of the catalogue, so that an order never mixes the prices of one version with the terms of
 * another.
 */
public record PriceList(Map<SkuId, Listing> listings, List<ProgramTerms> terms) {
  /** Copies the collections. */
  public PriceList {
    listings = Map.copyOf(listings);
    terms = List.copyOf(terms);
  }

  /** Returns the listing of a SKU; empty if the catalogue does not have the SKU. */
  public Optional<Listing> listing(SkuId sku) {
    return Optional.ofNullable(listings.get(sku));
  }

  /** Returns the edition of a program that is in force at an instant; empty before the first. */
  public Optional<ProgramTerms> termsOf(String program, Instant at) {
    return inForce(terms.stream().filter(each -> each.program().equals(program)).toList(), at);
  }

  /** Returns the edition that is in force at an instant; empty before the first. */
  public static Optional<ProgramTerms> inForce(List<ProgramTerms> editions, Instant at) {
    return editions.stream()
        .filter(each -> !each.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(ProgramTerms::effectiveFrom));
  }
}
