package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import java.util.Optional;

/** Adds an event to the feed that only one webhook sends, so that its receiver can be tested. */
public final class PingWebhook {
  private final Webhooks webhooks;
  private final Wakes wakes;
  private final UsersCommands commands;

  /** Uses these stores, and wakes the webhook after the commit. */
  public PingWebhook(
      Partners partners, Webhooks webhooks, Wakes wakes, IdempotencyRecords records) {
    this.webhooks = webhooks;
    this.wakes = wakes;
    this.commands = new UsersCommands(partners, webhooks, records);
  }

  /**
   * The test that is on its way.
   *
   * @param eventId the id of the event
   */
  public record Pinged(String eventId) {}

  /** Pings the webhook. A retry that waits is due at once. */
  public Told<StoredAnswer, WebhookRefusal> ping(
      PartnerId partner, WebhookId id, Act act, Once<Pinged> once) {
    return UsersCommands.waking(
        wakes,
        partner,
        id,
        act,
        commands.run(partner, id, act, once, before -> decide(before, act, once)));
  }

  private Decision<StoredAnswer, WebhookRefusal> decide(
      Webhook before, Act act, Once<Pinged> once) {
    var after = before.retriedAt(act.at());
    var activity =
        ActivityRecord.of(before.partner(), act, Operation.WEBHOOK_PINGED, Subject.of(before.id()));
    return Decision.done(
        once,
        new Pinged(activity.id()),
        answer -> webhooks.change(before, after, activity, Optional.of(answer)));
  }
}
