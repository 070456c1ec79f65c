package dev.keyshelf.aws;

import dev.keyshelf.domain.feed.EventType;
import dev.keyshelf.domain.feed.EventTypes;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookAddress;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Converts webhooks and their deliveries to items and back. */
final class WebhookItems {
  static final String VERSION = "version";

  /** The attribute of a partner's count of webhooks. */
  static final String COUNT = "webhooks";

  private static final String PARTNER = "partner";
  private static final String STATUS = "status";

  private WebhookItems() {}

  static Item webhook(Webhook webhook) {
    var item =
        Item.at(WebhookKeys.webhook(webhook.partner(), webhook.id()))
            .with(PARTNER, webhook.partner().value())
            .with("address", webhook.address().text())
            // No type has a blank. A text keeps the order, and a list of the store would not.
            .with("types", String.join(" ", webhook.types().patterns()))
            .withText("description", webhook.description())
            .with("position", webhook.position())
            .with(
                "again",
                webhook.again().stream().map(String::valueOf).collect(Collectors.joining(" ")))
            .withInstant("lastDeliveredAt", webhook.lastDeliveredAt())
            .with("secrets", webhook.secrets().stream().map(WebhookItems::secret).toList())
            .with("createdAt", webhook.createdAt())
            .with("changedAt", webhook.changedAt())
            .with(VERSION, webhook.version());
    webhook.failing().ifPresent(failing -> item.with("failing", failing(failing)));
    return switch (webhook.state()) {
      case WebhookState.Active _ -> item.with("state", "ACTIVE");
      case WebhookState.Paused _ -> item.with("state", "PAUSED");
      case WebhookState.Off(var reason, var at) ->
          item.with("state", "OFF").with("offReason", reason.name()).with("offAt", at);
    };
  }

  static Webhook webhook(Item item) {
    return new Webhook(
        new WebhookId(item.text(Keys.SORT)),
        new PartnerId(item.text(PARTNER)),
        new WebhookAddress(item.text("address")),
        new EventTypes(words(item, "types")),
        item.optionalText("description"),
        state(item),
        item.number("position"),
        words(item, "again").stream().map(Long::valueOf).toList(),
        item.optionalItem("failing").map(WebhookItems::failing),
        item.optionalInstant("lastDeliveredAt"),
        item.items("secrets").stream().map(WebhookItems::secret).toList(),
        item.instant("createdAt"),
        item.instant("changedAt"),
        item.number(VERSION));
  }

  private static List<String> words(Item item, String name) {
    return Arrays.stream(item.text(name).split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static WebhookState state(Item item) {
    return switch (item.text("state")) {
      case "ACTIVE" -> new WebhookState.Active();
      case "PAUSED" -> new WebhookState.Paused();
      case "OFF" ->
          new WebhookState.Off(
              WebhookState.Reason.valueOf(item.text("offReason")), item.instant("offAt"));
      default -> throw new IllegalStateException("a webhook has an unknown state");
    };
  }

  private static Item failing(Failing failing) {
    var item =
        Item.inner()
            .with("since", failing.since())
            .with("attempts", failing.attempts())
            .with("nextAt", failing.nextAt());
    return withResult(item, failing.last());
  }

  private static Failing failing(Item item) {
    return new Failing(
        item.instant("since"), item.integer("attempts"), item.instant("nextAt"), result(item));
  }

  private static Item secret(WebhookSecret secret) {
    return Item.inner()
        .with("sealed", secret.sealed().ciphertext())
        .with("publicKey", secret.publicKey())
        .with("createdAt", secret.createdAt())
        .withInstant("expiresAt", secret.expiresAt());
  }

  private static WebhookSecret secret(Item item) {
    return new WebhookSecret(
        new Sealed(item.text("sealed")),
        item.text("publicKey"),
        item.instant("createdAt"),
        item.optionalInstant("expiresAt"));
  }

  /** Returns the item of an attempt. The store removes it some time after it expires. */
  static Item delivery(Webhook webhook, Delivery delivery) {
    var item =
        Item.at(WebhookKeys.delivery(webhook.partner(), webhook.id(), delivery.id()))
            .with("number", delivery.number())
            .with("eventId", delivery.eventId())
            .with("type", delivery.type().name())
            .with("attempt", delivery.attempt())
            .with("at", delivery.at())
            .with("millis", delivery.took().toMillis())
            .with(Keys.TTL, delivery.at().plus(Delivery.KEPT).getEpochSecond());
    return withResult(item, delivery.result());
  }

  static Delivery delivery(Item item) {
    return new Delivery(
        item.text(Keys.SORT),
        item.number("number"),
        item.text("eventId"),
        new EventType(item.text("type")),
        item.integer("attempt"),
        item.instant("at"),
        Duration.ofMillis(item.number("millis")),
        result(item));
  }

  private static Item withResult(Item item, DeliveryResult result) {
    return switch (result) {
      case Answered(var status, var excerpt) -> item.with(STATUS, status).with("excerpt", excerpt);
      case Unanswered(var why) -> item.with("failure", why.name());
    };
  }

  private static DeliveryResult result(Item item) {
    return item.has(STATUS)
        ? new Answered(item.integer(STATUS), item.text("excerpt"))
        : new Unanswered(DeliveryResult.Failure.valueOf(item.text("failure")));
  }
}
