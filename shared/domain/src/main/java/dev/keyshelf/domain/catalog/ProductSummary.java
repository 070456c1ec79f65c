package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.SkuId;
import java.util.List;

/** A product and the ids of its SKUs. */
public record ProductSummary(Product product, List<SkuId> skus) {
  /** Copies the ids. */
  public ProductSummary {
    skus = List.copyOf(skus);
  }
}
