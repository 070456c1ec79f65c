package dev.keyshelf.domain.once;

import java.time.Duration;
import java.util.function.Function;

/**
 * What makes a retried command run once: its caller's key, the fingerprint of what was asked, and
 * how the answer to what was done is written down.
 *
 * @param fingerprint a hash of method, route, path and body; equal exactly when the request is
 * @param answer writes the answer before the commit, since both are committed together
 */
public record Once<T>(IdempotencyKey key, String fingerprint, Function<T, StoredAnswer> answer) {
  /** How long a record is compared; after it the same key starts a fresh run. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Gives the record to commit with what was done. */
  public IdempotencyRecord record(T done) {
    return new IdempotencyRecord(key, fingerprint, answer.apply(done));
  }
}
