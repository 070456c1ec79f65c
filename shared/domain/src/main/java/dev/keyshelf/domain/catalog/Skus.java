package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.identity.ProductId;
import java.util.List;
import java.util.Optional;

/** The SKUs of the catalogue that is published now. */
public interface Skus {
  /**
   * Lists the SKUs of products, by the products' ids, with or without offers. If another version of
   * the catalogue is published between two pages, the second page comes from the new version.
   *
   * @param products how many products a page covers at most
   */
  SkuPage skus(int products, Optional<ProductId> after);

  /**
   * The SKUs of some products, all from one version of the catalogue.
   *
   * @param next the last product that was examined, if there may be more after it
   */
  record SkuPage(List<Sku> skus, Optional<ProductId> next) {
    /** Copies the SKUs. */
    public SkuPage {
      skus = List.copyOf(skus);
    }
  }
}
