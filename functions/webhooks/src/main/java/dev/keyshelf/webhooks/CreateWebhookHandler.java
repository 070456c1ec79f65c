package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.webhook.CreateWebhook;
import dev.keyshelf.domain.webhook.Reach;
import dev.keyshelf.domain.webhook.ShownSecret;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/** {@code POST /v1/webhooks}: creates a webhook. */
public final class CreateWebhookHandler extends PartnerHandler {
  private final CreateWebhook createWebhook;
  private final Reach reach;

  /** Creates the handler in Lambda, from its environment. */
  public CreateWebhookHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CreateWebhookHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.reach = wiring.webhooks().reach();
    this.createWebhook =
        new CreateWebhook(
            wiring.partners(),
            wiring.webhooks().webhooks(),
            wiring.feed().feeds(),
            wiring.webhookVault(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.<ShownSecret>onceWithSecret(shown -> created(call, shown));
    var wanted = WebhookFields.wanted(call.request(), reach);
    return Stored.reply(
        createWebhook.create(call.partner(), wanted, call.act(), once), WebhookProblems::of);
  }

  private static Answer created(Call call, ShownSecret shown) {
    var location = call.request().path() + "/" + shown.webhook().id();
    return Answer.created(location, WebhookJson.withSecret(shown, call.now())).notStored();
  }
}
