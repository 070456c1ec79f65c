package dev.keyshelf.domain.catalog;

/** What a cancellation credits: everything, the unused days of the term, or nothing. */
public enum CreditRule {
  FULL,
  PRORATED,
  NONE
}
