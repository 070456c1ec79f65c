package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import java.util.Optional;

/** Deletes a webhook. A suspended partner may do so, too, since nothing is bought by it. */
public final class DeleteWebhook {
  private final Webhooks webhooks;

  /** Uses this store. */
  public DeleteWebhook(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * Deletes the webhook.
   *
   * @return false if the partner has no such webhook
   * @throws dev.keyshelf.domain.once.UnavailableException if it kept changing, or the store does
   *     not answer
   */
  public boolean delete(PartnerId partner, WebhookId id, Act act) {
    return Attempts.until(() -> attempt(partner, id, act));
  }

  private Optional<Boolean> attempt(PartnerId partner, WebhookId id, Act act) {
    var found = webhooks.find(partner, id);
    if (found.isEmpty()) {
      return Optional.of(false);
    }
    var webhook = found.get();
    var activity =
        ActivityRecord.of(partner, act, Operation.WEBHOOK_DELETED, Subject.of(id))
            .about("host " + webhook.address().host());
    return webhooks.remove(webhook, activity) == Commit.DONE ? Optional.of(true) : Optional.empty();
  }
}
