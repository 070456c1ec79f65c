package dev.keyshelf.testkit;

import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A situation with a webhook, ordinary except for the values that a test sets. All tests make their
 * webhooks here, so that a new field of webhooks changes only this class.
 */
public record Hooked(
    WebhookId id,
    PartnerId partner,
    String address,
    List<String> types,
    Optional<String> description,
    WebhookState state,
    long position,
    List<Long> again,
    Optional<Failing> failing,
    Optional<Instant> lastDeliveredAt,
    List<WebhookSecret> secrets,
    Instant at) {
  /** Returns an active webhook for all types, at the beginning of the feed, with a false secret. */
  public static Hooked at(Instant now) {
    return new Hooked(
        WebhookId.next(now),
        Situations.PARTNER,
        "https://hooks.contoso.example/keyshelf",
        List.of(),
        Optional.empty(),
        new WebhookState.Active(),
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(new WebhookSecret(new Sealed("c2VhbGVk"), "cHVibGlj", now, Optional.empty())),
        now);
  }

  /** Returns a copy under another id. */
  public Hooked as(WebhookId other) {
    return new Hooked(
        other,
        partner,
        address,
        types,
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy of another partner. */
  public Hooked of(PartnerId other) {
    return new Hooked(
        id,
        other,
        address,
        types,
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy that leads to another address. */
  public Hooked to(String other) {
    return new Hooked(
        id,
        partner,
        other,
        types,
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy for these types. */
  public Hooked forTypes(String... patterns) {
    return new Hooked(
        id,
        partner,
        address,
        List.of(patterns),
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy with a description. */
  public Hooked described(String text) {
    return new Hooked(
        id,
        partner,
        address,
        types,
        Optional.of(text),
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy in a state. */
  public Hooked in(WebhookState other) {
    return new Hooked(
        id,
        partner,
        address,
        types,
        description,
        other,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy at a place in the feed, with numbers to send again. */
  public Hooked after(long number, Long... numbersAgain) {
    return new Hooked(
        id,
        partner,
        address,
        types,
        description,
        state,
        number,
        List.of(numbersAgain),
        failing,
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy whose last delivery failed. */
  public Hooked failing(Failing state) {
    return new Hooked(
        id,
        partner,
        address,
        types,
        description,
        this.state,
        position,
        again,
        Optional.of(state),
        lastDeliveredAt,
        secrets,
        at);
  }

  /** Returns a copy that has delivered an event at this time. */
  public Hooked delivered(Instant last) {
    return new Hooked(
        id,
        partner,
        address,
        types,
        description,
        state,
        position,
        again,
        failing,
        Optional.of(last),
        secrets,
        at);
  }

  /** Returns a copy that these secrets sign, the newest first. */
  public Hooked signedBy(List<WebhookSecret> signing) {
    return new Hooked(
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
        signing,
        at);
  }

  /** Returns the webhook, as it is when it is new. */
  public Webhook webhook() {
    return new Webhook(
        id,
        partner,
        new WebhookAddress(address),
        new EventTypes(types),
        description,
        state,
        position,
        again,
        failing,
        lastDeliveredAt,
        secrets,
        at,
        at,
        1);
  }
}
