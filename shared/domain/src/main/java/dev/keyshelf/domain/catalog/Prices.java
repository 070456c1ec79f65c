package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.Set;

/** The prices of SKUs, read from one version of the catalogue. */
@FunctionalInterface
public interface Prices {
  /** Finds the prices of SKUs in a market. A SKU that the catalogue does not have is left out. */
  PriceList of(Market market, Set<SkuId> skus);
}
