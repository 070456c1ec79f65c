package dev.keyshelf.domain.stock;

/** The place of a key that nobody has bought. */
public enum Shelf {
  /** In its pool, from which orders take keys. */
  FOR_SALE,
  /** Beside its pool, where no order takes it. */
  QUARANTINE
}
