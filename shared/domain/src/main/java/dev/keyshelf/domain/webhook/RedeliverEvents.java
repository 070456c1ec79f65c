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
import java.util.ArrayList;
import java.util.Optional;

/** Has a webhook send events again, with the ids that they had before. */
public final class RedeliverEvents {
  private final Webhooks webhooks;
  private final Wakes wakes;
  private final UsersCommands commands;

  /** Uses these stores, and wakes the webhook after the commit. */
  public RedeliverEvents(
      Partners partners, Webhooks webhooks, Wakes wakes, IdempotencyRecords records) {
    this.webhooks = webhooks;
    this.wakes = wakes;
    this.commands = new UsersCommands(partners, webhooks, records);
  }

  /** The events that are wanted again. */
  public sealed interface Wanted {
    /** Returns the number in the request. */
    long number();

    /** Only the event with this number. It is sent before all others. */
    record One(long number) implements Wanted {}

    /** All events with higher numbers. */
    record AllAfter(long number) implements Wanted {}
  }

  /** Requests the events. A retry that waits is due at once. */
  public Told<StoredAnswer, WebhookRefusal> redeliver(
      PartnerId partner, WebhookId id, Wanted wanted, Act act, Once<Webhook> once) {
    return UsersCommands.waking(
        wakes,
        partner,
        id,
        act,
        commands.run(partner, id, act, once, before -> decide(before, wanted, act, once)));
  }

  private Decision<StoredAnswer, WebhookRefusal> decide(
      Webhook before, Wanted wanted, Act act, Once<Webhook> once) {
    if (wanted.number() > before.position()) {
      return Decision.refuse(new WebhookRefusal.NotYetSent(wanted, before.position()));
    }
    if (wanted instanceof Wanted.One && before.again().size() >= Webhook.MOST_AGAIN) {
      return Decision.refuse(new WebhookRefusal.TooManyRedeliveries());
    }
    var after = put(before.retriedAt(act.at()), wanted);
    var detail =
        switch (wanted) {
          case Wanted.One(var number) -> "event " + number;
          case Wanted.AllAfter(var number) -> "all events after " + number;
        };
    var activity =
        ActivityRecord.of(
                before.partner(),
                act,
                Operation.WEBHOOK_REDELIVERY_REQUESTED,
                Subject.of(before.id()))
            .about(detail);
    return Decision.done(
        once, after, answer -> webhooks.change(before, after, activity, Optional.of(answer)));
  }

  private static Webhook put(Webhook webhook, Wanted wanted) {
    return switch (wanted) {
      case Wanted.One(var number) -> {
        var again = new ArrayList<>(webhook.again());
        again.add(number);
        yield webhook.at(webhook.position(), again, webhook.failing());
      }
      case Wanted.AllAfter(var number) ->
          webhook.at(
              number,
              webhook.again().stream().filter(each -> each <= number).toList(),
              webhook.failing());
    };
  }
}
