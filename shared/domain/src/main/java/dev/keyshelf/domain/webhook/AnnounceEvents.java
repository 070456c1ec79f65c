package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.Wakes.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wakes the webhooks of partners that have new events. A webhook that it misses is woken by the
 * schedule that looks at all of them, so a failure costs time only.
 */
public final class AnnounceEvents {
  private final Webhooks webhooks;
  private final Wakes wakes;

  /** Announces to these webhooks. */
  public AnnounceEvents(Webhooks webhooks, Wakes wakes) {
    this.webhooks = webhooks;
    this.wakes = wakes;
  }

  /**
   * Wakes the webhooks that are due. It ends at the first failure, so that a store or queue that
   * does not answer takes little of the caller's time.
   *
   * @param causes what the webhooks of each partner are woken for
   * @return the failure, if any, for the log; it is not thrown, since the events are published
   */
  public Optional<RuntimeException> announce(Map<PartnerId, String> causes, Instant now) {
    try {
      wakes.wake(due(causes, now));
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private List<Wake> due(Map<PartnerId, String> causes, Instant now) {
    var time = TimeLeft.atWork().less(TimeLeft.LEAST);
    List<Wake> due = new ArrayList<>();
    causes.forEach(
        (partner, cause) -> {
          if (!time.isOver()) {
            webhooks.list(partner).stream()
                .filter(webhook -> webhook.isDueAt(now))
                .forEach(webhook -> due.add(new Wake(partner, webhook.id(), cause)));
          }
        });
    return due;
  }
}
