package dev.keyshelf.domain.once;

import java.time.Instant;
import java.util.Optional;

/**
 * The outcomes of commands, kept for {@link Once#KEPT}. Each one is written by its command's own
 * transaction.
 */
public interface IdempotencyRecords {
  /** Finds the record of a key, if it has not expired at {@code now}. */
  Optional<IdempotencyRecord> find(IdempotencyKey key, Instant now);

  /**
   * Claims a key for a request that makes several commands. From {@code now}, the key belongs to
   * this fingerprint for {@link Once#KEPT}. A second claim by the same fingerprint does not extend
   * that time.
   *
   * @return whether the key belongs to this fingerprint; false if it belongs to another one
   */
  boolean claim(IdempotencyKey key, String fingerprint, Instant now);

  /** Returns how to treat a request whose key was used before; empty if the key is new. */
  default Optional<Repeat> repeat(Once<?> once, Instant now) {
    return find(once.key(), now).map(found -> found.repeatedBy(once.fingerprint()));
  }
}
