package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.RedeliverEvents;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/** {@code POST /v1/webhooks/{webhookId}/redeliveries}: has a webhook send events again. */
public final class RedeliverEventsHandler extends PartnerHandler {
  private final RedeliverEvents redeliverEvents;

  /** Creates the handler in Lambda, from its environment. */
  public RedeliverEventsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RedeliverEventsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.redeliverEvents =
        new RedeliverEvents(
            wiring.partners(),
            wiring.webhooks().webhooks(),
            new LoggedWakes(wiring.webhooks().wakes()),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<Webhook>once(after -> Answer.accepted(WebhookJson.webhook(after, call.now())));
    var id = call.id("webhookId", WebhookId::parse);
    var wanted = WebhookFields.redelivery(call.request());
    return Stored.reply(
        redeliverEvents.redeliver(call.partner(), id, wanted, call.act(), once),
        WebhookProblems::of);
  }
}
