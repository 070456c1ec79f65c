package dev.keyshelf.domain.entitlement;

/** What became of an entitlement. */
public enum EntitlementState {
  ACTIVE,
  /** Some of it was cancelled; what is left works. */
  PARTIALLY_CANCELLED,
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED
}
