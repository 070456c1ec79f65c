package dev.keyshelf.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.webhook.Delivery;
import dev.keyshelf.domain.webhook.DeliveryResult;
import dev.keyshelf.domain.webhook.DeliveryResult.Answered;
import dev.keyshelf.domain.webhook.DeliveryResult.Unanswered;
import dev.keyshelf.domain.webhook.Failing;
import dev.keyshelf.domain.webhook.ShownSecret;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookSecret;
import dev.keyshelf.domain.webhook.WebhookState;
import dev.keyshelf.domain.webhook.WebhookState.Off;
import dev.keyshelf.http.Json;
import java.time.Instant;

/** Writes webhooks and their deliveries as JSON. */
final class WebhookJson {
  private WebhookJson() {}

  /** Returns a webhook, with the secrets and public keys that sign at {@code now}. */
  static ObjectNode webhook(Webhook webhook, Instant now) {
    var json =
        Json.object()
            .put("webhookId", webhook.id().value())
            .put("address", webhook.address().text());
    var types = json.putArray("types");
    webhook.types().patterns().forEach(types::add);
    webhook.description().ifPresent(text -> json.put("description", text));
    state(json, webhook.state());
    json.put("position", webhook.position());
    webhook.lastDeliveredAt().ifPresent(at -> json.put("lastDeliveredAt", at.toString()));
    webhook.failing().ifPresent(failing -> failing(json.putObject("failing"), failing));
    var secrets = json.putArray("secrets");
    var keys = json.putArray("publicKeys");
    webhook.signingAt(now).forEach(secret -> add(secret, secrets, keys));
    return json.put("createdAt", webhook.createdAt().toString())
        .put("changedAt", webhook.changedAt().toString());
  }

  /** Returns a webhook with its newest secret. */
  static ObjectNode withSecret(ShownSecret shown, Instant now) {
    return webhook(shown.webhook(), now).put("secret", shown.secret().secret());
  }

  private static void state(ObjectNode json, WebhookState state) {
    switch (state) {
      case WebhookState.Active() -> json.put("state", "ACTIVE");
      case WebhookState.Paused() -> json.put("state", "PAUSED");
      case Off(var reason, var at) ->
          json.put("state", "OFF")
              .putObject("off")
              .put("reason", reason.name())
              .put("at", at.toString());
    }
  }

  private static void failing(ObjectNode json, Failing failing) {
    json.put("since", failing.since().toString())
        .put("attempts", failing.attempts())
        .put("nextAt", failing.nextAt().toString());
    var last = json.putObject("last");
    switch (failing.last()) {
      case Answered(var status, var _) -> last.put("status", status);
      case Unanswered(var why) -> last.put("failure", why.name());
    }
  }

  private static void add(WebhookSecret secret, ArrayNode secrets, ArrayNode keys) {
    var key =
        keys.addObject()
            .put("kid", PublicKeyJson.kid(secret))
            .put("key", SigningSecret.PUBLIC_PREFIX + secret.publicKey());
    var shown = secrets.addObject().put("createdAt", secret.createdAt().toString());
    secret
        .expiresAt()
        .map(Instant::toString)
        .ifPresent(
            end -> {
              key.put("expiresAt", end);
              shown.put("expiresAt", end);
            });
  }

  /** Returns an attempt to deliver an event. */
  static ObjectNode delivery(Delivery delivery) {
    var json =
        Json.object()
            .put("deliveryId", delivery.id())
            .put("number", delivery.number())
            .put("eventId", delivery.eventId())
            .put("type", delivery.type().name())
            .put("attempt", delivery.attempt())
            .put("at", delivery.at().toString())
            .put("took", delivery.took().toString())
            .put("state", DeliveryState.of(delivery.result()).name());
    result(json, delivery.result());
    return json;
  }

  private static void result(ObjectNode json, DeliveryResult result) {
    switch (result) {
      case Answered(var status, var excerpt) -> json.put("status", status).put("answer", excerpt);
      case Unanswered(var why) -> json.put("failure", why.name());
    }
  }
}
