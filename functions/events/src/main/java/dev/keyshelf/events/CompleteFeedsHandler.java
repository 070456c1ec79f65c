package dev.keyshelf.events;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.feed.CompleteFeeds;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that compares the sealed hours of each log with its feed. */
public final class CompleteFeedsHandler extends ScheduleHandler {
  /** The time reserved for a last step and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private final CompleteFeeds completeFeeds;

  /** Creates the handler in Lambda, from its environment. */
  public CompleteFeedsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CompleteFeedsHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.completeFeeds =
        new CompleteFeeds(
            wiring.seals(), wiring.sealProgress(), wiring.feed().feeds(), wiring.feed().progress());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = completeFeeds.complete(now, timeLeft);
    Log.event(
        "INFO",
        "feeds-completed",
        line -> line.put("published", report.published()).put("complete", report.complete()));
    if (report.late() > 0) {
      Log.metric("events-taken-up", now, "EventsTakenUp", report.late(), _ -> {});
    }
    report
        .malformed()
        .forEach(
            key ->
                Log.metric(
                    "events-malformed", now, "EventsMalformed", 1, line -> line.put("key", key)));
    report.failed().forEach(failure -> Log.failure(failure.partner(), now, failure.why()));
    if (!report.failed().isEmpty()) {
      // A failure puts the event into the dead-letter queue. All other feeds are already complete.
      throw new IllegalStateException("the feeds of some partners could not be completed");
    }
    return Map.of("published", report.published(), "complete", report.complete());
  }
}
