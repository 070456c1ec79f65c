package dev.keyshelf.domain.download;

/** Whether a link works, and if not, why. */
public enum LinkState {
  LIVE,
  EXPIRED,
  EXHAUSTED,
  REVOKED,
  TERM_ENDED
}
