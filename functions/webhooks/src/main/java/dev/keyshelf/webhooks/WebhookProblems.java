package dev.keyshelf.webhooks;

import dev.keyshelf.api.Suspension;
import dev.keyshelf.domain.webhook.RedeliverEvents.Wanted;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.domain.webhook.WebhookRefusal;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** The problems of refused commands about webhooks. */
final class WebhookProblems {
  private WebhookProblems() {}

  static Problem of(WebhookRefusal why) {
    return switch (why) {
      case WebhookRefusal.NoSuchWebhook() -> Problem.notFound();
      case WebhookRefusal.Suspended() -> Suspension.refused();
      case WebhookRefusal.TooManyWebhooks() ->
          Problem.of(
              ProblemCode.TOO_MANY_WEBHOOKS,
              "A partner can have %s webhooks. Delete one first.".formatted(Webhook.MOST));
      case WebhookRefusal.NotYetSent(var wanted, var position) -> notYetSent(wanted, position);
      case WebhookRefusal.TooManyRedeliveries() ->
          Problem.of(
              ProblemCode.TOO_MANY_REDELIVERIES,
              "%s single events wait to be sent again already. Try later, or ask for all after a number."
                  .formatted(Webhook.MOST_AGAIN));
    };
  }

  private static Problem notYetSent(Wanted wanted, long position) {
    var pointer =
        switch (wanted) {
          case Wanted.One _ -> WebhookFields.NUMBER;
          case Wanted.AllAfter _ -> WebhookFields.AFTER;
        };
    return Problem.of(ProblemCode.VALIDATION, "The request is not valid.")
        .with(
            Fault.at(
                "/" + pointer,
                "must be at most the position of the webhook, which is " + position));
  }
}
