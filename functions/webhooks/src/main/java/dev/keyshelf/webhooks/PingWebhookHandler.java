package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.PingWebhook;
import dev.keyshelf.domain.webhook.PingWebhook.Pinged;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/** {@code POST /v1/webhooks/{webhookId}/ping}: has a webhook send a test event. */
public final class PingWebhookHandler extends PartnerHandler {
  private final PingWebhook pingWebhook;

  /** Creates the handler in Lambda, from its environment. */
  public PingWebhookHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public PingWebhookHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.pingWebhook =
        new PingWebhook(
            wiring.partners(),
            wiring.webhooks().webhooks(),
            new LoggedWakes(wiring.webhooks().wakes()),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once =
        call.<Pinged>once(
            pinged -> Answer.accepted(Json.object().put("eventId", pinged.eventId())));
    var id = call.id("webhookId", WebhookId::parse);
    WebhookFields.nothing(call.request());
    return Stored.reply(
        pingWebhook.ping(call.partner(), id, call.act(), once), WebhookProblems::of);
  }
}
