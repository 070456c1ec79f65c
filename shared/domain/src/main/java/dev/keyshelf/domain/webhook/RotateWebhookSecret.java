package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the secret and the Ed25519 key of a webhook. The old ones sign for {@link
 * WebhookSecret#OVERLAP} more.
 */
public final class RotateWebhookSecret {
  private final Webhooks webhooks;
  private final KeyVault vault;
  private final UsersCommands commands;

  /** Uses these stores, and seals secrets in the vault. */
  public RotateWebhookSecret(
      Partners partners, Webhooks webhooks, KeyVault vault, IdempotencyRecords records) {
    this.webhooks = webhooks;
    this.vault = vault;
    this.commands = new UsersCommands(partners, webhooks, records);
  }

  /** Replaces the secret. */
  public Told<StoredAnswer, WebhookRefusal> rotate(
      PartnerId partner, WebhookId id, Act act, Once<ShownSecret> once) {
    return commands.run(partner, id, act, once, before -> decide(before, act, once));
  }

  private Decision<StoredAnswer, WebhookRefusal> decide(
      Webhook before, Act act, Once<ShownSecret> once) {
    var secret = SigningSecret.random();
    var after =
        before.signedWith(
            WebhookSecret.sealed(secret, vault, before.boundTo(), act.at()), act.at());
    var activity =
        ActivityRecord.of(before.partner(), act, Operation.WEBHOOK_CHANGED, Subject.of(before.id()))
            .ofChanged(List.of("secret"));
    return Decision.done(
        once,
        new ShownSecret(after, secret),
        answer -> webhooks.change(before, after, activity, Optional.of(answer)));
  }
}
