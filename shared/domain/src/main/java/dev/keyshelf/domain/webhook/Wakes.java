package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import java.util.List;

/**
 * The queue that wakes webhooks. A message holds no event: a webhook's position says what is to be
 * sent. So a message that is lost costs time, and one that comes twice costs a read.
 */
public interface Wakes {
  /**
   * Wakes webhooks.
   *
   * @throws dev.keyshelf.domain.once.UnavailableException if the queue does not answer
   */
  void wake(List<Wake> wakes);

  /**
   * A webhook that is to look for events.
   *
   * @param cause what it is woken for, in 1 to 128 characters of ASCII without blanks. Wakes of a
   *     webhook with equal causes within 5 minutes are one, even if the first one was handled
   */
  record Wake(PartnerId partner, WebhookId webhook, String cause) {}
}
