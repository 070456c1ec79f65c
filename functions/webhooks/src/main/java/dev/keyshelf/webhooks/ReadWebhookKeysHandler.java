package dev.keyshelf.webhooks;

import dev.keyshelf.api.ApiHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.Webhooks;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.EntityTag;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Optional;

/**
 * {@code GET /.well-known/webhook-keys/{partnerId}/{webhookId}}: shows anyone the public keys with
 * which a webhook signs.
 */
public final class ReadWebhookKeysHandler extends ApiHandler {
  /** A receiver that verifies with cached keys meets a new key within these minutes. */
  private static final String FIVE_MINUTES = "public, max-age=300";

  private final Webhooks webhooks;

  /** Creates the handler in Lambda, from its environment. */
  public ReadWebhookKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadWebhookKeysHandler(Wiring wiring) {
    super(wiring.clock());
    this.webhooks = wiring.webhooks().webhooks();
  }

  @Override
  protected Reply answer(Request request) {
    request.requireAcceptable("application/json");
    return webhook(request)
        .map(found -> Answer.ok(PublicKeyJson.keys(found.signingAt(request.receivedAt()))))
        .map(answer -> answer.withHeader("Cache-Control", FIVE_MINUTES))
        .<Reply>map(answer -> EntityTag.validated(answer, request))
        .orElseGet(Problem::notFound);
  }

  private Optional<Webhook> webhook(Request request) {
    var partner = PartnerId.parse(request.pathParameter("partnerId"));
    var id = WebhookId.parse(request.pathParameter("webhookId"));
    return partner.flatMap(known -> id.flatMap(each -> webhooks.find(known, each)));
  }
}
