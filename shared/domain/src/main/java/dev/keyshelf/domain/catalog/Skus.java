package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.util.List;
import java.util.Optional;

/** The SKUs of the catalogue that is published now. */
public interface Skus {
  /**
   * Lists the SKUs of so many products, by the products' id, whether they have offers or not. When
   * another version is published between two pages, the second is of that one.
   */
  SkuPage skus(int products, Optional<ProductId> after);

  /**
   * The SKUs of some products, all of one version of the catalogue.
   *
   * @param next the last product that was looked at, if there may be more after it
   */
  record SkuPage(List<Sku> skus, Optional<ProductId> next) {
    /** Copies the SKUs in. */
    public SkuPage {
      skus = List.copyOf(skus);
    }
  }
}
