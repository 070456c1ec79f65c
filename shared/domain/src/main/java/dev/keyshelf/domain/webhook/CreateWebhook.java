package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.feed.Feeds;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import java.util.List;
import java.util.Optional;

/** Creates a webhook that begins after the last event of its partner's feed. */
public final class CreateWebhook {
  private final Partners partners;
  private final Webhooks webhooks;
  private final Feeds feeds;
  private final KeyVault vault;
  private final Commands commands;

  /** Uses these stores, and seals secrets in the vault. */
  public CreateWebhook(
      Partners partners,
      Webhooks webhooks,
      Feeds feeds,
      KeyVault vault,
      IdempotencyRecords records) {
    this.partners = partners;
    this.webhooks = webhooks;
    this.feeds = feeds;
    this.vault = vault;
    this.commands = new Commands(records);
  }

  /** The settings of a new webhook. */
  public record Wanted(WebhookAddress address, EventTypes types, Optional<String> description) {}

  /** Creates a webhook with a secret of its own. */
  public Told<StoredAnswer, WebhookRefusal> create(
      PartnerId partner, Wanted wanted, Act act, Once<ShownSecret> once) {
    return commands.run(once, act.at(), () -> decide(partner, wanted, act, once));
  }

  private Decision<StoredAnswer, WebhookRefusal> decide(
      PartnerId partner, Wanted wanted, Act act, Once<ShownSecret> once) {
    if (!partners.mayTrade(partner)) {
      return Decision.refuse(new WebhookRefusal.Suspended());
    }
    if (webhooks.list(partner).size() >= Webhook.MOST) {
      return Decision.refuse(new WebhookRefusal.TooManyWebhooks());
    }
    var made = make(partner, wanted, act);
    var webhook = made.webhook();
    var activity =
        ActivityRecord.of(partner, act, Operation.WEBHOOK_CREATED, Subject.of(webhook.id()))
            .about("host " + webhook.address().host());
    return Decision.done(once, made, record -> webhooks.add(webhook, activity, record));
  }

  private ShownSecret make(PartnerId partner, Wanted wanted, Act act) {
    var id = WebhookId.next(act.at());
    var secret = SigningSecret.random();
    var webhook =
        new Webhook(
            id,
            partner,
            wanted.address(),
            wanted.types(),
            wanted.description(),
            new WebhookState.Active(),
            feeds.last(partner),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(WebhookSecret.sealed(secret, vault, Webhook.boundTo(partner, id), act.at())),
            act.at(),
            act.at(),
            1);
    return new ShownSecret(webhook, secret);
  }
}
