package dev.keyshelf.domain.download;

/** Why a link or a download's session does not work. */
public enum Refusal {
  /** No link has this token, or no download this id. */
  UNKNOWN,
  /** The link's time is over. */
  EXPIRED,
  /** All of the link's downloads were started. */
  EXHAUSTED,
  /** The link was revoked. */
  REVOKED,
  /** What the link belongs to was cancelled. */
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED,
  /** The download's session is over. */
  SESSION_OVER,
  /** The download's URL was signed as often as it may be. */
  SIGNED_OUT,
  /** Nobody has found the file to be the one that the link states: not yet, or it is another. */
  FILE_UNVERIFIED
}
