package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SkuId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What some SKUs cost in a market and on which terms, all of one version of the catalogue: an order
 * never mixes the prices of one version with the terms of another.
 */
public record PriceList(Map<SkuId, Listing> listings, List<ProgramTerms> terms) {
  /** Copies the collections in. */
  public PriceList {
    listings = Map.copyOf(listings);
    terms = List.copyOf(terms);
  }

  /** Gives a SKU's listing; empty when the catalogue does not have it. */
  public Optional<Listing> listing(SkuId sku) {
    return Optional.ofNullable(listings.get(sku));
  }

  /** Gives the edition of a program that is in force at an instant. */
  public Optional<ProgramTerms> termsOf(String program, Instant at) {
    return inForce(terms.stream().filter(each -> each.program().equals(program)).toList(), at);
  }

  /** Gives the one of a program's editions that is in force at an instant. */
  public static Optional<ProgramTerms> inForce(List<ProgramTerms> editions, Instant at) {
    return editions.stream()
        .filter(each -> !each.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(ProgramTerms::effectiveFrom));
  }
}
