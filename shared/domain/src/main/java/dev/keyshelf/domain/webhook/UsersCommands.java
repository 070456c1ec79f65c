package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import java.util.List;
import java.util.function.Function;

/** Runs commands of users on one webhook. */
final class UsersCommands {
  private final Partners partners;
  private final Webhooks webhooks;
  private final Commands commands;

  UsersCommands(Partners partners, Webhooks webhooks, IdempotencyRecords records) {
    this.partners = partners;
    this.webhooks = webhooks;
    this.commands = new Commands(records);
  }

  /** Finds the webhook, decides and commits, unless the partner may not change it. */
  Told<StoredAnswer, WebhookRefusal> run(
      PartnerId partner,
      WebhookId id,
      Act act,
      Once<?> once,
      Function<Webhook, Decision<StoredAnswer, WebhookRefusal>> decide) {
    return commands.run(
        once,
        act.at(),
        () -> {
          var found = webhooks.find(partner, id);
          if (found.isEmpty()) {
            return Decision.refuse(new WebhookRefusal.NoSuchWebhook());
          }
          return partners.mayTrade(partner)
              ? decide.apply(found.get())
              : Decision.refuse(new WebhookRefusal.Suspended());
        });
  }

  /**
   * Wakes the webhook if its command is done, also if an earlier request did it, since that one may
   * have failed before it woke it.
   *
   * @return what the command told
   */
  static Told<StoredAnswer, WebhookRefusal> waking(
      Wakes wakes,
      PartnerId partner,
      WebhookId id,
      Act act,
      Told<StoredAnswer, WebhookRefusal> told) {
    if (told instanceof Told.Done<StoredAnswer, WebhookRefusal>) {
      var cause = "%s#user#%s".formatted(id, act.at().toEpochMilli());
      wakes.wake(List.of(new Wakes.Wake(partner, id, cause)));
    }
    return told;
  }
}
