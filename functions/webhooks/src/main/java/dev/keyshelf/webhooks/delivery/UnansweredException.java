package dev.keyshelf.webhooks.delivery;

import dev.keyshelf.domain.webhook.DeliveryResult.Failure;

/** Thrown within this package if a request has no answer. */
final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure why;

  UnansweredException(Failure why) {
    super(why.name());
    this.why = why;
  }

  Failure why() {
    return why;
  }
}
