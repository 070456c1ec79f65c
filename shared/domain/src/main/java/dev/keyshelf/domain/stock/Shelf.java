package dev.keyshelf.domain.stock;

/** Where a key lies that nobody has bought. */
public enum Shelf {
  /** In its pool: an order takes it from there. */
  FOR_SALE,
  /** Beside its pool: no order takes it. */
  QUARANTINE
}
