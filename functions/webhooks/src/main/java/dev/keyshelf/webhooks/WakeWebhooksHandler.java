package dev.keyshelf.webhooks;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.webhook.WakeWebhooks;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that wakes the webhooks that are behind their feeds and due. */
public final class WakeWebhooksHandler extends ScheduleHandler {
  /** The time reserved for a last partner and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final WakeWebhooks wakeWebhooks;

  /** Creates the handler in Lambda, from its environment. */
  public WakeWebhooksHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public WakeWebhooksHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    var stores = wiring.webhooks();
    this.wakeWebhooks = new WakeWebhooks(stores.webhooks(), wiring.feed().feeds(), stores.wakes());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = wakeWebhooks.wake(now, timeLeft);
    Log.metrics(
        "INFO",
        "webhooks-woken",
        new Log.Metrics(
            now,
            Map.of(),
            Map.of(
                "WebhooksFailing", (long) report.failing(),
                "WebhooksWaiting", (long) report.waiting())),
        line -> line.put("woken", report.woken()).put("complete", report.complete()));
    report.failed().forEach(failure -> Log.failure(failure.partner().value(), now, failure.why()));
    if (!report.failed().isEmpty()) {
      // A failure puts the event into the dead-letter queue. All other webhooks are already woken.
      throw new IllegalStateException("the webhooks of some partners could not be read");
    }
    return Map.of("woken", report.woken(), "complete", report.complete());
  }
}
