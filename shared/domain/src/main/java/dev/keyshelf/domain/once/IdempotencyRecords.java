package dev.keyshelf.domain.once;

import java.time.Instant;
import java.util.Optional;

/** The outcomes of the last {@link Once#KEPT}; each is written by its command's own transaction. */
public interface IdempotencyRecords {
  /** Finds the record under a key, if its time is not over at {@code now}. */
  Optional<IdempotencyRecord> find(IdempotencyKey key, Instant now);

  /**
   * Fixes what a key stands for, where one request makes several commands: for {@link Once#KEPT}
   * from {@code now} the key belongs to this fingerprint.
   *
   * @return whether it does; false when the key belongs to another fingerprint
   */
  boolean claim(IdempotencyKey key, String fingerprint, Instant now);

  /** Tells whether a request was made before, and what it gets then. */
  default Optional<Repeat> repeat(Once<?> once, Instant now) {
    return find(once.key(), now).map(found -> found.repeatedBy(once.fingerprint()));
  }
}
