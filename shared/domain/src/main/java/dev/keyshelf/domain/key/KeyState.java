package dev.keyshelf.domain.key;

/** The state of an issued key. */
public enum KeyState {
  WORKING,
  /** A rotation replaced the key by another one. */
  REVOKED,
  /** The entitlement was cancelled, or the part of it that the key was for. */
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED
}
