package dev.keyshelf.domain.once;

import java.time.Duration;
import java.util.function.Function;

/**
 * The data that makes a retried command run only once: the caller's key, the fingerprint of the
 * request, and a function that turns the result into the stored answer.
 *
 * @param fingerprint a hash of method, route, path and body, so equal requests have equal
 *     fingerprints and different requests have different ones
 * @param answer creates the answer before the commit, because the answer and the result are
 *     committed together
 */
public record Once<T>(IdempotencyKey key, String fingerprint, Function<T, StoredAnswer> answer) {
  /** How long a record is kept. After that, the same key runs the command again. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Returns the record to commit together with a result. */
  public IdempotencyRecord record(T done) {
    return new IdempotencyRecord(key, fingerprint, answer.apply(done));
  }
}
