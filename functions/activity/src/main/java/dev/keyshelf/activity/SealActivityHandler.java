package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.sealing.SealActivity;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that seals the past hours of each partner's activity log. */
public final class SealActivityHandler extends ScheduleHandler {
  /** The time reserved for a last hour and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final Wiring wiring;

  /** Creates the handler in Lambda, from its environment. */
  public SealActivityHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public SealActivityHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.wiring = wiring;
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    // The key is fetched here, because a snapshot of the function's memory must not contain it.
    var sealActivity =
        new SealActivity(
            wiring.partners(),
            wiring.traces(),
            wiring.seals(),
            wiring.sealProgress(),
            wiring.sealKey());
    var report = sealActivity.seal(now, timeLeft);
    Log.event(
        "INFO",
        "activity-sealed",
        line ->
            line.put("sealed", report.sealed())
                .put("complete", report.complete())
                .put("busy", report.busy().size()));
    report.failed().forEach(failure -> Log.failure(failure.partner(), now, failure.why()));
    if (!report.complete() || !report.busy().isEmpty() || !report.failed().isEmpty()) {
      Log.metric("activity-unsealed", now, "SealsMissing", 1, _ -> {});
    }
    if (!report.failed().isEmpty()) {
      // A failure puts the event into the dead-letter queue. All other logs are already sealed.
      throw new IllegalStateException("the logs of some partners could not be sealed");
    }
    return Map.of(
        "sealed",
        report.sealed(),
        "complete",
        report.complete(),
        "busy",
        report.busy().stream().map(PartnerId::value).toList());
  }
}
