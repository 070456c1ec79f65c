package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A webhook: a position in its partner's feed, and where the events after it are sent.
 *
 * @param types the types that it sends; its own pings are sent in any case
 * @param position the number of the last event that is delivered or passed over
 * @param again numbers up to the position that are to be sent again first, in this order
 * @param failing empty if the last delivery succeeded
 * @param lastDeliveredAt when the last delivery that succeeded began
 * @param secrets the secrets that sign, the newest first, at most {@link #MOST_SECRETS}
 * @param changedAt when a user last changed it
 * @param version rises with each write, so that of two writers one reads again
 */
public record Webhook(
    WebhookId id,
    PartnerId partner,
    WebhookAddress address,
    EventTypes types,
    Optional<String> description,
    WebhookState state,
    long position,
    List<Long> again,
    Optional<Failing> failing,
    Optional<Instant> lastDeliveredAt,
    List<WebhookSecret> secrets,
    Instant createdAt,
    Instant changedAt,
    long version) {
  /** The most webhooks of a partner. */
  public static final int MOST = 25;

  /** The most secrets that sign at the same time. */
  public static final int MOST_SECRETS = 2;

  /** The most numbers that wait to be sent again. */
  public static final int MOST_AGAIN = 100;

  /** The longest description in characters. */
  public static final int LONGEST_DESCRIPTION = 200;

  /** The most types or patterns of a webhook. */
  public static final int MOST_TYPES = 50;

  /** Copies the lists. */
  public Webhook {
    again = List.copyOf(again);
    secrets = List.copyOf(secrets);
  }

  /** Returns what its secrets are bound to when they are sealed. */
  public String boundTo() {
    return boundTo(partner, id);
  }

  /** Returns what the secrets of a webhook are bound to when they are sealed. */
  public static String boundTo(PartnerId partner, WebhookId id) {
    return "webhook " + partner + " " + id;
  }

  /** Returns whether it sends events. */
  public boolean isActive() {
    return state instanceof WebhookState.Active;
  }

  /** Returns whether it may send at {@code now}: it is active, and no retry is waiting. */
  public boolean isDueAt(Instant now) {
    return isActive() && failing.filter(waiting -> now.isBefore(waiting.nextAt())).isEmpty();
  }

  /** Returns the secrets that sign at {@code now}, the newest first. */
  public List<WebhookSecret> signingAt(Instant now) {
    return secrets.stream().filter(secret -> secret.holdsAt(now)).toList();
  }

  /** Returns a copy with other settings. */
  public Webhook with(
      WebhookAddress newAddress, EventTypes newTypes, Optional<String> text, Instant now) {
    return new Webhook(
        id,
        partner,
        newAddress,
        newTypes,
        text,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        createdAt,
        now,
        version + 1);
  }

  /** Returns a copy in a state. Active again, it forgets its failures. */
  public Webhook in(WebhookState newState, Instant now) {
    return new Webhook(
        id,
        partner,
        address,
        types,
        description,
        newState,
        position,
        again,
        newState instanceof WebhookState.Active ? Optional.empty() : failing,
        lastDeliveredAt,
        secrets,
        createdAt,
        now,
        version + 1);
  }

  /** Returns a copy with a new secret. The one before holds for {@link WebhookSecret#OVERLAP}. */
  public Webhook signedWith(WebhookSecret secret, Instant now) {
    var both = new ArrayList<WebhookSecret>();
    both.add(secret);
    secrets.stream().limit(1).map(old -> old.replacedAt(now)).forEach(both::add);
    return new Webhook(
        id,
        partner,
        address,
        types,
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        both,
        createdAt,
        now,
        version + 1);
  }

  /** Returns a copy whose retry, if one waits, is due at {@code now}. */
  public Webhook retriedAt(Instant now) {
    return at(position, again, failing.map(waiting -> waiting.dueAt(now)));
  }

  /** Returns a copy at a place in the feed. */
  public Webhook at(long newPosition, List<Long> toSendAgain, Optional<Failing> nowFailing) {
    return new Webhook(
        id,
        partner,
        address,
        types,
        description,
        state,
        newPosition,
        toSendAgain,
        nowFailing,
        lastDeliveredAt,
        secrets,
        createdAt,
        changedAt,
        version + 1);
  }

  /** Returns a copy whose last delivery that succeeded began at this time. */
  public Webhook deliveredAt(Instant at) {
    return new Webhook(
        id,
        partner,
        address,
        types,
        description,
        state,
        position,
        again,
        failing,
        Optional.of(at),
        secrets,
        createdAt,
        changedAt,
        version + 1);
  }

  /** Returns a copy that was switched off. */
  public Webhook off(WebhookState.Reason why, Instant now) {
    return new Webhook(
        id,
        partner,
        address,
        types,
        description,
        new WebhookState.Off(why, now),
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        createdAt,
        changedAt,
        version + 1);
  }
}
