package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.ProductId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what can be bought in a market now. */
public final class BrowseCatalogue {
  private final Catalogue catalogue;

  /** Uses this catalogue. */
  public BrowseCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A product with the terms it is sold under now. */
  public record Shown(ProductDetail detail, ProgramTerms terms) {}

  /** Lists the products that are sold in a market: with an offer there, and not closed to it. */
  public List<Product> soldIn(Market market, Instant now) {
    Map<String, Optional<ProgramTerms>> terms = new HashMap<>();
    return catalogue.list().stream()
        .filter(summary -> summary.markets().contains(market))
        .map(ProductSummary::product)
        .filter(
            product ->
                terms
                    .computeIfAbsent(product.program(), program -> catalogue.terms(program, now))
                    .map(inForce -> !inForce.isClosed(product.kind(), market))
                    .orElse(false))
        .toList();
  }

  /** Finds a product with its SKUs in a market; each says itself whether it has an offer there. */
  public Optional<Shown> find(ProductId id, Market market, Instant now) {
    return catalogue
        .find(id, market)
        .flatMap(
            detail ->
                catalogue
                    .terms(detail.product().program(), now)
                    .map(terms -> new Shown(detail, terms)));
  }
}
