package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import java.util.Currency;

/** Why a requested line cannot be bought. */
public sealed interface LineFault {
  /** Returns the index of the line in the request, from 0. */
  int index();

  /** The catalogue has no SKU with that id. */
  record UnknownSku(int index, SkuId sku) implements LineFault {}

  /** The market has no offer of the SKU now, or the program's terms do not allow the sale. */
  record NotSoldInMarket(int index, SkuId sku, Market market, String why) implements LineFault {}

  /** The quantity is outside the SKU's bounds. */
  record QuantityOutOfBounds(int index, Sku sku, int quantity) implements LineFault {}

  /** The terms in force allow only eligible partners to sell the program's products. */
  record PartnerNotEligible(int index, SkuId sku, String why) implements LineFault {}

  /** The total of the line or the order is more than an order may cost. */
  record AmountTooLarge(int index, SkuId sku) implements LineFault {}

  /** The line's keys must be reserved with the order, and the pool has too few left. */
  record KeysExhausted(int index, SkuId sku, int needed) implements LineFault {}

  /** The line has another currency than the first line, so they cannot be added up. */
  record OtherCurrency(int index, SkuId sku, Currency currency, Currency first)
      implements LineFault {}
}
