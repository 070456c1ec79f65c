package dev.keyshelf.domain.once;

/** How a request is treated whose idempotency key was used before. */
public sealed interface Repeat {
  /** It is the same request, so it gets the answer of the first one. */
  record Replay(StoredAnswer answer) implements Repeat {}

  /** It is a different request, so it is refused. */
  record Reuse() implements Repeat {}
}
