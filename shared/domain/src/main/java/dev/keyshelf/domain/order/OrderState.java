package dev.keyshelf.domain.order;

/** Whether an order was cancelled, in full or in part. */
public enum OrderState {
  ACTIVE,
  PARTIALLY_CANCELLED,
  CANCELLED
}
