package dev.keyshelf.domain.sealing;

import java.time.Instant;

/**
 * A difference between a log and its seals, or a fault of a seal.
 *
 * @param hour the hour of the seal or record
 * @param what a description for people
 */
public record Finding(Kind kind, Instant hour, String what) {
  /** The kinds of findings. */
  public enum Kind {
    /** A record differs from the sealed one. */
    RECORD_CHANGED,
    /** A sealed record is missing. */
    RECORD_REMOVED,
    /** A record is in no seal, although a seal covers its time. */
    RECORD_INSERTED,
    /** A sealed record is in the log at another time. */
    RECORD_REDATED,
    /** An hour has no seal, although the log, another seal or the noted progress requires one. */
    SEAL_MISSING,
    /** A seal does not have the exact format of a seal, or belongs to another partner or hour. */
    SEAL_ALTERED,
    /** A seal has more than one version, or a delete marker. */
    SEAL_VERSIONED,
    /** A file among the seals is named as one, but after no hour. */
    SEAL_FOREIGN,
    /** A seal's signature is not valid for its text and key, or the key is not an allowed one. */
    SIGNATURE_WRONG,
    /** A seal is signed with another key than the seal before it. */
    KEY_CHANGED,
    /** A seal does not link to the seal that is stored before it. */
    CHAIN_BROKEN
  }
}
