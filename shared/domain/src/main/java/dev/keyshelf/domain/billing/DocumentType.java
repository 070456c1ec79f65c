package dev.keyshelf.domain.billing;

/**
 * The type of the document of a month in one currency. Both types are numbered in one series. The
 * totals of an issued document never change, so its type never does.
 */
public enum DocumentType {
  /** The gross of its totals is zero or more. */
  INVOICE,

  /** The gross of its totals is below zero, even if its net is not. */
  CREDIT_NOTE;

  /** Returns the type of the document with these totals. A credit that is carried has no effect. */
  public static DocumentType of(Totals totals) {
    return totals.gross().isNegative() ? CREDIT_NOTE : INVOICE;
  }
}
