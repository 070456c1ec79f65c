package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import java.util.Set;

/** A product and the markets that it has offers in. */
public record ProductSummary(Product product, Set<Market> markets) {
  /** Copies the markets in. */
  public ProductSummary {
    markets = Set.copyOf(markets);
  }
}
