package dev.keyshelf.domain.support;

/** How much a problem keeps the customer from working. */
public enum Impact {
  MINIMAL,
  MODERATE,
  CRITICAL
}
