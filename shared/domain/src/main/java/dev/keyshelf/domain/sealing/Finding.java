package dev.keyshelf.domain.sealing;

import java.time.Instant;

/**
 * Something about a log or its seals that is not as it was sealed.
 *
 * @param hour the hour of the seal or record that it is about
 * @param what names it, for people
 */
public record Finding(Kind kind, Instant hour, String what) {
  /** What can be wrong. */
  public enum Kind {
    /** A record is not what was sealed. */
    RECORD_CHANGED,
    /** A record that was sealed is not there. */
    RECORD_REMOVED,
    /** A record is there that was not sealed, in time that is. */
    RECORD_INSERTED,
    /** A record that was sealed is there at another time. */
    RECORD_REDATED,
    /** An hour that holds records, or that another seal speaks of, has no seal. */
    SEAL_MISSING,
    /** A seal is not to the byte what a seal looks like, or not of its place. */
    SEAL_ALTERED,
    /** More than one version was kept of a seal, or a mark of its removal. */
    SEAL_VERSIONED,
    /** A seal's signature is not of its text and its key, or the key is none of ours. */
    SIGNATURE_WRONG,
    /** From this seal on another key signs than before. */
    KEY_CHANGED,
    /** A seal speaks of another one before it than there is. */
    CHAIN_BROKEN
  }
}
