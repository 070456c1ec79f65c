package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The webhooks of partners, and what came of their deliveries. */
public interface Webhooks {
  /** The number of shards of the registry, so that no single partition holds all webhooks. */
  int SHARDS = 16;

  /** Lists a partner's webhooks, the oldest first; at most {@link Webhook#MOST}. */
  List<Webhook> list(PartnerId partner);

  /** Finds a webhook of this partner. Webhooks of other partners are not found. */
  Optional<Webhook> find(PartnerId partner, WebhookId id);

  /**
   * Adds a webhook.
   *
   * @return STALE if the partner has {@link Webhook#MOST} webhooks already
   */
  Commit add(Webhook webhook, ActivityRecord activity, IdempotencyRecord once);

  /** Replaces a webhook on behalf of a user, unless it has changed since it was read. */
  Commit change(
      Webhook before, Webhook after, ActivityRecord activity, Optional<IdempotencyRecord> once);

  /** Removes a webhook, unless it has changed since it was read. Its deliveries stay. */
  Commit remove(Webhook webhook, ActivityRecord activity);

  /**
   * Replaces a webhook after deliveries, unless it has changed since it was read.
   *
   * @param activity the record of its end, if it was switched off
   */
  Commit deliver(
      Webhook before, Webhook after, List<Delivery> deliveries, Optional<ActivityRecord> activity);

  /** Lists the attempts of a webhook, the newest first. */
  Attempts attempts(PartnerId partner, WebhookId id, int limit, Optional<String> after);

  /** Lists all webhooks of a shard of the registry, with those that are not active. */
  List<Place> registered(int shard);

  /** The partner and the id of a webhook. */
  record Place(PartnerId partner, WebhookId id) {}

  /**
   * A page of attempts.
   *
   * @param next the id of the last attempt of the page; empty if there are no more
   */
  record Attempts(List<Delivery> deliveries, Optional<String> next) {
    /** Copies the list. */
    public Attempts {
      deliveries = List.copyOf(deliveries);
    }
  }
}
