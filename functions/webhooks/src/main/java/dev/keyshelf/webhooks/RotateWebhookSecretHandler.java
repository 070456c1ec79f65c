package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.RotateWebhookSecret;
import dev.keyshelf.domain.webhook.ShownSecret;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Reply;

/** {@code POST /v1/webhooks/{webhookId}/secret}: gives a webhook a new secret. */
public final class RotateWebhookSecretHandler extends PartnerHandler {
  private final RotateWebhookSecret rotateSecret;

  /** Creates the handler in Lambda, from its environment. */
  public RotateWebhookSecretHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public RotateWebhookSecretHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.rotateSecret =
        new RotateWebhookSecret(
            wiring.partners(),
            wiring.webhooks().webhooks(),
            wiring.webhookVault(),
            wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once =
        call.<ShownSecret>onceWithSecret(
            shown -> Answer.ok(WebhookJson.withSecret(shown, call.now())).notStored());
    var id = call.id("webhookId", WebhookId::parse);
    WebhookFields.nothing(call.request());
    return Stored.reply(
        rotateSecret.rotate(call.partner(), id, call.act(), once), WebhookProblems::of);
  }
}
