package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The edge of a function that a schedule starts. The event's time decides nothing, so late and
 * repeated events do no harm. With less than {@link TimeLeft#LEAST} left, nothing is written.
 *
 * <p>A run that does not fail reports the metric {@code Finished} of its function. An alarm rings
 * when it is missing.
 */
public abstract class ScheduleHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private static final String HANDLER = "Handler";

  private final Clock clock;
  private final Duration reserve;

  /**
   * Creates a handler.
   *
   * @param reserve the time that a last step and the answer need; with this or less left, no step
   *     is begun
   */
  protected ScheduleHandler(Clock clock, Duration reserve) {
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Does the work that is due.
   *
   * @param timeLeft the remaining time without the reserve
   * @return a summary, for operators who start the function by hand
   * @throws RuntimeException if it fails; the event then goes to the dead-letter queue
   */
  protected abstract Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft);

  @Override
  public final Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    return LoggedWork.of(context.getAwsRequestId()).during(() -> summary(event, context));
  }

  private Map<String, Object> summary(ScheduledEvent event, Context context) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var timeLeft = LambdaTime.left(context);
    var summary = timeLeft.during(() -> run(event, now, timeLeft.less(reserve)));
    Log.metrics(
        "INFO",
        "finished",
        new Log.Metrics(clock.instant(), Map.of("Function", function()), Map.of("Finished", 1L)),
        _ -> {});
    return summary;
  }

  /** Returns the name that the function has in template.yaml. */
  private String function() {
    var name = getClass().getSimpleName();
    return name.endsWith(HANDLER) ? name.substring(0, name.length() - HANDLER.length()) : name;
  }
}
