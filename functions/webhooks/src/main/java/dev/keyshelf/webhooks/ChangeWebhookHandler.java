package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.ChangeWebhook;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/** {@code PATCH /v1/webhooks/{webhookId}}: changes, pauses or resumes a webhook. */
public final class ChangeWebhookHandler extends PartnerHandler {
  private final ChangeWebhook changeWebhook;
  private final Reach reach;

  /** Creates the handler in Lambda, from its environment. */
  public ChangeWebhookHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ChangeWebhookHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.reach = wiring.webhooks().reach();
    this.changeWebhook =
        new ChangeWebhook(
            wiring.partners(),
            wiring.webhooks().webhooks(),
            new LoggedWakes(wiring.webhooks().wakes()),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<Webhook>once(after -> Answer.ok(WebhookJson.webhook(after, call.now())));
    var id = call.id("webhookId", WebhookId::parse);
    var changes = WebhookFields.changes(call.request(), reach);
    return Stored.reply(
        changeWebhook.change(call.partner(), id, changes, call.act(), once), WebhookProblems::of);
  }
}
