package dev.keyshelf.webhooks;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.feed.Feeds;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.Webhooks;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.util.function.Function;

/** {@code GET /v1/webhooks[/{webhookId}[/deliveries]]}: reads webhooks and their deliveries. */
public final class ReadWebhooksHandler extends PartnerHandler {
  private static final String LAST_NUMBER = "lastNumber";
  private static final Positions<String> DELIVERIES =
      Positions.ofTimedIds(Function.identity(), Ulids::parse);

  private final Webhooks webhooks;
  private final Feeds feeds;

  /** Creates the handler in Lambda, from its environment. */
  public ReadWebhooksHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadWebhooksHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.GLOBAL_ADMIN);
    this.webhooks = wiring.webhooks().webhooks();
    this.feeds = wiring.feed().feeds();
  }

  @Override
  protected Reply answer(Call call) {
    if (!call.request().pathParameters().containsKey("webhookId")) {
      Parameters.none(call.request());
      return all(call);
    }
    var id = call.id("webhookId", WebhookId::parse);
    if (call.request().route().endsWith("/deliveries")) {
      return deliveries(call, id);
    }
    Parameters.none(call.request());
    return webhooks
        .find(call.partner(), id)
        .map(
            webhook ->
                WebhookJson.webhook(webhook, call.now())
                    .put(LAST_NUMBER, feeds.last(call.partner())))
        .<Reply>map(Answer::ok)
        .orElseGet(Problem::notFound);
  }

  private Answer all(Call call) {
    var list =
        Paging.whole(
            webhooks.list(call.partner()), webhook -> WebhookJson.webhook(webhook, call.now()));
    return Answer.ok(list.put(LAST_NUMBER, feeds.last(call.partner())));
  }

  private Reply deliveries(Call call, WebhookId id) {
    var parameters = Parameters.of(call.request());
    var state = parameters.oneOf("state", DeliveryState.class);
    var paging = Paging.of(call, parameters, DELIVERIES, id, state);
    if (webhooks.find(call.partner(), id).isEmpty()) {
      return Problem.notFound();
    }
    var page = webhooks.attempts(call.partner(), id, paging.limit(), paging.after());
    var wanted =
        page.deliveries().stream()
            .filter(each -> state.isEmpty() || state.get() == DeliveryState.of(each.result()))
            .toList();
    return Answer.ok(paging.page(wanted, WebhookJson::delivery, page.next()));
  }
}
