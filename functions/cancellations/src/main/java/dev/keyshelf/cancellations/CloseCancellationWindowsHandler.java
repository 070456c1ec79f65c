package dev.keyshelf.cancellations;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.cancellation.CloseCancellationWindows;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that marks cancellation windows as closed once they have ended. */
public final class CloseCancellationWindowsHandler extends ScheduleHandler {
  /** The time reserved for a last page and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final CloseCancellationWindows closeWindows;

  /** Creates the handler in Lambda, from its environment. */
  public CloseCancellationWindowsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CloseCancellationWindowsHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.closeWindows = new CloseCancellationWindows(wiring.cancellationWindows());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = closeWindows.close(now, timeLeft);
    Log.event(
        "INFO",
        "windows-closed",
        line -> line.put("closed", report.closed()).put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      Log.event(
          "ERROR", "windows-stuck", line -> report.failed().forEach(line.putArray("failed")::add));
      // A failure puts the event into the dead-letter queue. All other windows are already marked.
      throw new IllegalStateException("some windows could not be marked");
    }
    return Map.of("closed", report.closed(), "complete", report.complete());
  }
}
