package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.DeleteWebhook;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/** {@code DELETE /v1/webhooks/{webhookId}}: deletes a webhook. */
public final class DeleteWebhookHandler extends PartnerHandler {
  private final DeleteWebhook deleteWebhook;

  /** Creates the handler in Lambda, from its environment. */
  public DeleteWebhookHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public DeleteWebhookHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.deleteWebhook = new DeleteWebhook(wiring.webhooks().webhooks());
  }

  @Override
  protected Reply answer(Call call) {
    var id = call.id("webhookId", WebhookId::parse);
    Parameters.none(call.request());
    return deleteWebhook.delete(call.partner(), id, call.act())
        ? Answer.noContent()
        : Problem.notFound();
  }
}
