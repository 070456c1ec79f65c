package dev.keyshelf.domain.support;

/** How much a problem affects the customer's work. */
public enum Impact {
  MINIMAL,
  MODERATE,
  CRITICAL
}
