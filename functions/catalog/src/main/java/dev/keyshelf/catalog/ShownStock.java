package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.BrowseCatalogue.ShownProduct;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether SKUs are in stock, as of the last counts of their pools. */
record ShownStock(Map<String, StockCount> counts) {
  /** Reads the counts of the pools that orders of these products reserve keys from. */
  static ShownStock of(Collection<ShownProduct> products, StockCounts counts) {
    var pools =
        products.stream()
            .flatMap(product -> product.skus().stream())
            .flatMap(shown -> shown.sku().keys().flatMap(KeyRule::reservedFrom).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new ShownStock(pools.isEmpty() ? Map.of() : counts.find(pools));
  }

  /**
   * Writes whether the smallest quantity is in stock. Orders of a SKU without keys, with generated
   * keys or with {@code reserve: false} never wait for stock. Nothing is written for a pool that
   * was never counted.
   */
  void fill(ObjectNode json, Sku sku) {
    var pool = sku.keys().flatMap(KeyRule::reservedFrom);
    if (pool.isEmpty()) {
      json.put("inStock", true);
      return;
    }
    var count = counts.get(pool.get());
    if (count != null) {
      var needed = sku.keys().map(rule -> rule.keysFor(sku.minimumQuantity())).orElse(0);
      json.put("inStock", count.keysLeft() >= needed)
          .put("stockCountedAt", count.countedAt().toString());
    }
  }
}
