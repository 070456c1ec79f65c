package dev.keyshelf.domain.resale;

/** What a resale price follows from. The first that there is applies. */
public enum PriceBasis {
  /** The customer's list has a price for the SKU in the currency. */
  CUSTOMER_SKU_PRICE,
  /** The customer's list has a margin for the SKU. */
  CUSTOMER_SKU_MARGIN,
  /** The customer's list has a margin. */
  CUSTOMER_MARGIN,
  /** The list for all customers has a price for the SKU in the currency. */
  SKU_PRICE,
  /** The list for all customers has a margin for the SKU. */
  SKU_MARGIN,
  /** The list for all customers has a margin. */
  MARGIN,
  /** No list prices it, so the resale price is the purchase price. */
  PURCHASE_PRICE;

  static PriceBasis of(PriceListId list, PriceList.Level level) {
    var isOfCustomer = list.customer().isPresent();
    return switch (level) {
      case SKU_PRICE -> isOfCustomer ? CUSTOMER_SKU_PRICE : SKU_PRICE;
      case SKU_MARGIN -> isOfCustomer ? CUSTOMER_SKU_MARGIN : SKU_MARGIN;
      case MARGIN -> isOfCustomer ? CUSTOMER_MARGIN : MARGIN;
    };
  }
}
