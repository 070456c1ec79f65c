package dev.keyshelf.domain.download;

/** Whether a link works, and if not, what ended it. */
public enum LinkState {
  LIVE,
  EXPIRED,
  EXHAUSTED,
  REVOKED,
  TERM_ENDED
}
