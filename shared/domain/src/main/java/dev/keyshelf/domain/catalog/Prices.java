package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.Set;

/** What the SKUs of one version of the catalogue cost. */
@FunctionalInterface
public interface Prices {
  /** Finds what these SKUs cost in a market; a SKU that is not in the catalogue is left out. */
  PriceList of(Market market, Set<SkuId> skus);
}
