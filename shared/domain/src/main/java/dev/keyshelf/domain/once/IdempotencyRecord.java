package dev.keyshelf.domain.once;

/** One command's outcome under its caller's key. */
public record IdempotencyRecord(IdempotencyKey key, String fingerprint, StoredAnswer answer) {
  /** Tells what a request with this key is: the same again, or another one under a used key. */
  public Repeat repeatedBy(String otherFingerprint) {
    return fingerprint.equals(otherFingerprint) ? new Repeat.Replay(answer) : new Repeat.Reuse();
  }
}
