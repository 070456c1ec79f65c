package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import dev.keyshelf.domain.webhook.Webhooks.Place;
import java.util.Optional;

/**
 * The messages that wake webhooks: the ids of the partner and the webhook, with a slash between.
 */
public final class WakeMessages {
  private WakeMessages() {}

  static String body(Wake wake) {
    return wake.partner() + "/" + wake.webhook();
  }

  /** Returns which webhook the body of a message wakes; empty if it is malformed. */
  public static Optional<Place> place(String body) {
    var slash = body.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return PartnerId.parse(body.substring(0, slash))
        .flatMap(
            partner ->
                WebhookId.parse(body.substring(slash + 1))
                    .map(webhook -> new Place(partner, webhook)));
  }
}
