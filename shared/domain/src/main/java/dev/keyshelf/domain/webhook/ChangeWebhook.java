package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.partner.Partners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes, pauses or resumes a webhook. */
public final class ChangeWebhook {
  private final Webhooks webhooks;
  private final Wakes wakes;
  private final UsersCommands commands;

  /** Uses these stores, and wakes the webhook after the commit. */
  public ChangeWebhook(
      Partners partners, Webhooks webhooks, Wakes wakes, IdempotencyRecords records) {
    this.webhooks = webhooks;
    this.wakes = wakes;
    this.commands = new UsersCommands(partners, webhooks, records);
  }

  /** The states that a user can choose. */
  public enum Choice {
    /** It sends events. This also switches on a webhook that was switched off. */
    ACTIVE,
    /** It sends nothing, and keeps its position. */
    PAUSED
  }

  /** The new values. Empty values leave the old ones as they are. */
  public record Changes(
      Optional<WebhookAddress> address,
      Optional<EventTypes> types,
      Patch<String> description,
      Optional<Choice> state) {}

  /** Changes the webhook. A webhook with a new address, or active again, forgets its failures. */
  public Told<StoredAnswer, WebhookRefusal> change(
      PartnerId partner, WebhookId id, Changes changes, Act act, Once<Webhook> once) {
    return UsersCommands.waking(
        wakes,
        partner,
        id,
        act,
        commands.run(partner, id, act, once, before -> decide(before, changes, act, once)));
  }

  private Decision<StoredAnswer, WebhookRefusal> decide(
      Webhook before, Changes changes, Act act, Once<Webhook> once) {
    var after = changed(before, changes, act.at());
    var names = changedMembers(before, after);
    if (names.isEmpty()) {
      return Decision.keep(once, before);
    }
    var activity =
        ActivityRecord.of(before.partner(), act, Operation.WEBHOOK_CHANGED, Subject.of(before.id()))
            .ofChanged(names);
    var detail = detail(before, after);
    var record = detail.isEmpty() ? activity : activity.about(detail);
    return Decision.done(
        once, after, answer -> webhooks.change(before, after, record, Optional.of(answer)));
  }

  private static Webhook changed(Webhook before, Changes changes, Instant now) {
    var address = changes.address().orElse(before.address());
    var set =
        before.with(
            address,
            changes.types().orElse(before.types()),
            changes.description().appliedTo(before.description()),
            now);
    var after =
        address.equals(before.address())
            ? set
            : set.at(set.position(), set.again(), Optional.empty());
    return changes
        .state()
        .map(ChangeWebhook::state)
        .filter(state -> !state.equals(before.state()))
        .map(state -> after.in(state, now))
        .orElse(after);
  }

  private static WebhookState state(Choice choice) {
    return switch (choice) {
      case ACTIVE -> new WebhookState.Active();
      case PAUSED -> new WebhookState.Paused();
    };
  }

  private static List<String> changedMembers(Webhook before, Webhook after) {
    var names = new ArrayList<String>();
    if (!before.address().equals(after.address())) {
      names.add("address");
    }
    if (!before.types().equals(after.types())) {
      names.add("types");
    }
    if (!before.description().equals(after.description())) {
      names.add("description");
    }
    if (!before.state().equals(after.state())) {
      names.add("state");
    }
    return names;
  }

  /** Returns what the log says. The path of an address can hold a secret, so it is left out. */
  private static String detail(Webhook before, Webhook after) {
    var told = new ArrayList<String>();
    if (!before.address().equals(after.address())) {
      told.add("host %s to %s".formatted(before.address().host(), after.address().host()));
    }
    if (!before.state().equals(after.state())) {
      told.add(after.isActive() ? "resumed" : "paused");
    }
    return String.join("; ", told);
  }
}
