package dev.keyshelf.domain.catalog;

/** How a product is sold: for good, for a term, or as a reservation of capacity. */
public enum ProductKind {
  PERPETUAL,
  SUBSCRIPTION,
  RESERVATION
}
