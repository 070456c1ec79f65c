package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The edge of a function that a schedule starts. The event's time is a label only: a late or
 * repeated event decides nothing. With less than {@link TimeLeft#LEAST} left nothing is written.
 */
public abstract class ScheduleHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private final Clock clock;
  private final Duration reserve;

  /**
   * Goes by this clock.
   *
   * @param reserve what a last step and the answer need: with this or less nothing is begun
   */
  protected ScheduleHandler(Clock clock, Duration reserve) {
    this.clock = clock;
    this.reserve = reserve;
  }

  /**
   * Does what is due.
   *
   * @param timeLeft without the reserve
   * @return what was done, for whoever started the function by hand
   * @throws RuntimeException so that the event ends in the queue that is watched
   */
  protected abstract Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft);

  @Override
  public final Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var timeLeft = LambdaTime.left(context);
    return timeLeft.during(() -> run(event, now, timeLeft.less(reserve)));
  }
}
