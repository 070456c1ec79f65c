package dev.keyshelf.domain.catalog;

/** How the prices in a market relate to tax. An order keeps the mode of its day. */
public enum TaxMode {
  /** Prices exclude tax, and invoices add none. */
  EXCLUDED,
  /** Prices include tax. */
  INCLUDED,
  /** Prices exclude tax, and the invoice adds it to the sum of what has the same rate. */
  ADDED
}
