package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.Currency;

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

  /** By the edition in force, only eligible partners sell the program's products. */
  record PartnerNotEligible(int index, SkuId sku, String why) implements LineFault {}

  /** The line's or the order's total is more than an amount can hold. */
  record AmountTooLarge(int index, SkuId sku) implements LineFault {}

  /** The line's keys are reserved as it is sold, and the pool has too few left for it. */
  record KeysExhausted(int index, SkuId sku, int needed) implements LineFault {}

  /** The line is priced in another currency than the first: their sum is no amount. */
  record OtherCurrency(int index, SkuId sku, Currency currency, Currency first)
      implements LineFault {}
}
