package dev.keyshelf.bench.growth;

import dev.keyshelf.bench.load.KeyPool;

/** Orders of a subscription, whose term ends, with or without a licence, whose key is reserved. */
final class Purchase {
  private Purchase() {}

  /** Writes the body of an order of a subscription alone. */
  static String ofOneLine(String number) {
    return """
    {"purchaseOrderNumber": "%s", "lines": [{"skuId": "%s", "quantity": 1}]}
    """
        .formatted(number, KeyPool.SAMPLE_SKU_WITHOUT_KEYS);
  }

  /** Writes the body of an order of both, with a purchase order number. */
  static String withNumber(String number) {
    return """
    {"purchaseOrderNumber": "%s",
     "lines": [{"skuId": "%s", "quantity": 1}, {"skuId": "%s", "quantity": 1}]}
    """
        .formatted(number, KeyPool.SAMPLE_SKU, KeyPool.SAMPLE_SKU_WITHOUT_KEYS);
  }
}
