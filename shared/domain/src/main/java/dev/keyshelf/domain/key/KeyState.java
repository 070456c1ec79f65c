package dev.keyshelf.domain.key;

/** What became of an issued key. */
public enum KeyState {
  WORKING,
  /** Another key took its place. */
  REVOKED,
  /** What it was for was cancelled. */
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED
}
