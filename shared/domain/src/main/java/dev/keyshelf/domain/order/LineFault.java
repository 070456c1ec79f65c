package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;

/** Why a requested line cannot be bought. */
public sealed interface LineFault {
  /** Gives the place of the line in the request, from 0. */
  int index();

  /** No SKU of that name is in the catalogue. */
  record UnknownSku(int index, SkuId sku) implements LineFault {}

  /** The SKU has no offer in the market now, or the program's edition closes the market to it. */
  record NotSoldInMarket(int index, SkuId sku, Market market, String why) implements LineFault {}

  /** The quantity is outside the SKU's bounds. */
  record QuantityOutOfBounds(int index, Sku sku, int quantity) implements LineFault {}

  /** By the program's edition, only eligible partners may sell its products. */
  record PartnerNotEligible(int index, SkuId sku, String program, String edition)
      implements LineFault {}

  /** The line's or the order's total is more than an amount can hold. */
  record AmountTooLarge(int index, SkuId sku) implements LineFault {}
}
