package dev.keyshelf.domain.download;

/** Why a link or a download's session does not work. */
public enum Refusal {
  /** No link has this token, or no download has this id. */
  UNKNOWN,
  /** The link has expired. */
  EXPIRED,
  /** All of the link's downloads were started. */
  EXHAUSTED,
  /** The link was revoked. */
  REVOKED,
  /** The link's entitlement was cancelled. */
  CANCELLED,
  /** The subscription's term is over. */
  TERM_ENDED,
  /** The download's session is over. */
  SESSION_OVER,
  /** The download has used all of its signed URLs. */
  SIGNED_OUT,
  /** The file is not verified yet, or its bytes do not match the link's SHA-256. */
  FILE_UNVERIFIED
}
