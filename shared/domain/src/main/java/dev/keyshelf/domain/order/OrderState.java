package dev.keyshelf.domain.order;

/** What became of an order. */
public enum OrderState {
  ACTIVE,
  PARTIALLY_CANCELLED,
  CANCELLED
}
