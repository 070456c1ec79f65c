package dev.keyshelf.domain.once;

/** The stored outcome of one command, found by its caller's key. */
public record IdempotencyRecord(IdempotencyKey key, String fingerprint, StoredAnswer answer) {
  /**
   * Returns how to treat a request with this key: the stored answer if it is the same request,
   * {@link Repeat.Reuse} if it is a different one.
   */
  public Repeat repeatedBy(String otherFingerprint) {
    return fingerprint.equals(otherFingerprint) ? new Repeat.Replay(answer) : new Repeat.Reuse();
  }
}
