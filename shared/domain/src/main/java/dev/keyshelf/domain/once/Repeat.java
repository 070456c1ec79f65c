package dev.keyshelf.domain.once;

/** What a second request under one idempotency key gets. */
public sealed interface Repeat {
  /** The same request again: the first one's answer. */
  record Replay(StoredAnswer answer) implements Repeat {}

  /** Another request under a key that is used: refused. */
  record Reuse() implements Repeat {}
}
