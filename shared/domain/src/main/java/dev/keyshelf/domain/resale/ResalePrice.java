package dev.keyshelf.domain.resale;

import dev.keyshelf.domain.money.Money;

/** What a price list says of a SKU. */
public sealed interface ResalePrice {
  /** The purchase price with a margin, in every currency. */
  record WithMargin(Margin margin) implements ResalePrice {}

  /** A price of a unit. It holds for purchases in its currency alone. */
  record Fixed(Money unitPrice) implements ResalePrice {
    /**
     * Checks the sign.
     *
     * @throws IllegalArgumentException if the price is below zero
     */
    public Fixed {
      if (unitPrice.isNegative()) {
        throw new IllegalArgumentException("a price must not be below zero");
      }
    }
  }
}
