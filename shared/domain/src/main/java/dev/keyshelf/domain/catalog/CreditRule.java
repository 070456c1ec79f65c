package dev.keyshelf.domain.catalog;

/** What a cancel credits: everything, the unused days of the term, or nothing. */
public enum CreditRule {
  FULL,
  PRORATED,
  NONE
}
