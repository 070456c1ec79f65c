package dev.keyshelf.activity;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.sealing.SealActivity;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that seals the hours of each partner's activity log that are over. */
public final class SealActivityHandler extends ScheduleHandler {
  /** What a last hour and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final Wiring wiring;

  /** For Lambda. */
  public SealActivityHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public SealActivityHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.wiring = wiring;
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    // The key is asked for here: a snapshot of the function's memory must not hold it.
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
        line -> line.put("sealed", report.sealed()).put("complete", report.complete()));
    report.failed().forEach(failure -> Log.failure(failure.partner().value(), now, failure.why()));
    if (!report.complete() || !report.failed().isEmpty()) {
      Log.metric("activity-unsealed", now, "SealsMissing", 1, _ -> {});
    }
    if (!report.failed().isEmpty()) {
      // So that the event ends in the queue that is watched; all others are sealed by now.
      throw new IllegalStateException("the logs of some partners could not be sealed");
    }
    return Map.of("sealed", report.sealed(), "complete", report.complete());
  }
}
