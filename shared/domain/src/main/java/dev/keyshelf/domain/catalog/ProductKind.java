package dev.keyshelf.domain.catalog;

/** How a product is sold: without an end, for a term, or as a reservation of capacity. */
public enum ProductKind {
  PERPETUAL,
  SUBSCRIPTION,
  RESERVATION
}
