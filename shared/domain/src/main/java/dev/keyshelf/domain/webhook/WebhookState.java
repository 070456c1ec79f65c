package dev.keyshelf.domain.webhook;

import java.time.Instant;

/** Whether a webhook sends events. */
public sealed interface WebhookState {
  /** It sends events. */
  record Active() implements WebhookState {}

  /** A user has paused it. It keeps its position. */
  record Paused() implements WebhookState {}

  /** It was switched off, because its receiver cannot be reached. It keeps its position. */
  record Off(Reason reason, Instant at) implements WebhookState {}

  /** Why a webhook was switched off. */
  enum Reason {
    /** The receiver answered 410. */
    GONE,
    /** No delivery succeeded for {@link Failing#LONGEST}. */
    FAILING
  }
}
