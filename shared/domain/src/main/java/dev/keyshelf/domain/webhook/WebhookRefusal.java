package dev.keyshelf.domain.webhook;

/** Why a user's command about webhooks was refused. */
public sealed interface WebhookRefusal {
  /** The partner has no such webhook. */
  record NoSuchWebhook() implements WebhookRefusal {}

  /** The partner is suspended, or not known. */
  record Suspended() implements WebhookRefusal {}

  /** The partner has {@link Webhook#MOST} webhooks already. */
  record TooManyWebhooks() implements WebhookRefusal {}

  /**
   * The webhook has not come so far, so it cannot send this again.
   *
   * @param wanted what was asked for
   * @param position the number of the last event that is delivered or passed over
   */
  record NotYetSent(RedeliverEvents.Wanted wanted, long position) implements WebhookRefusal {}

  /** {@link Webhook#MOST_AGAIN} single events wait to be sent again already. */
  record TooManyRedeliveries() implements WebhookRefusal {}
}
