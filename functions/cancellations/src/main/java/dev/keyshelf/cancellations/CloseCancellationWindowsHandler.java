package dev.keyshelf.cancellations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.CloseCancellationWindows;
import dev.keyshelf.http.Log;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The schedule that marks cancellation windows as closed once their time is over. */
public final class CloseCancellationWindowsHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  /** What a last page and the answer need. */
  private static final int RESERVED_MILLIS = 5_000;

  private final Clock clock;
  private final CloseCancellationWindows closeWindows;

  /** For Lambda. */
  public CloseCancellationWindowsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CloseCancellationWindowsHandler(Wiring wiring) {
    this.clock = wiring.clock();
    this.closeWindows = new CloseCancellationWindows(wiring.cancellationWindows());
  }

  /** The event's time is a label only: a late or repeated event decides nothing. */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    var report =
        closeWindows.close(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            () -> context.getRemainingTimeInMillis() > RESERVED_MILLIS);
    Log.event(
        "INFO",
        "windows-closed",
        line -> line.put("closed", report.closed()).put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      Log.event(
          "ERROR", "windows-stuck", line -> report.failed().forEach(line.putArray("failed")::add));
      // So that the event ends in the queue that is watched; all others are marked by now.
      throw new IllegalStateException("some windows could not be marked");
    }
    return Map.of("closed", report.closed(), "complete", report.complete());
  }
}
