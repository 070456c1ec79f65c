package dev.keyshelf.domain.entitlement;

/** Whether an entitlement works, and if not, why. */
public enum EntitlementState {
  ACTIVE,
  /** Some units were cancelled. The others work. */
  PARTIALLY_CANCELLED,
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED
}
