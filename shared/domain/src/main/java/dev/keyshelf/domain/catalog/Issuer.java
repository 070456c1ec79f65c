package dev.keyshelf.domain.catalog;

/** Where the keys of a SKU come from. */
public sealed interface Issuer {
  /** The vendor supplies them, batch by batch. */
  record Pool(String name) implements Issuer {}

  /** They are made as they are issued. */
  record Generated() implements Issuer {}
}
