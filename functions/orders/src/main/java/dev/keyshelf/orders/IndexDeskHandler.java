package dev.keyshelf.orders;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.desk.IndexDesk;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The schedule that adds what earlier releases wrote to the index of the desk, and the words of
 * their customers' names. An event whose {@code detail} has {@code "again": true} begins at the
 * first pass again.
 */
public final class IndexDeskHandler extends ScheduleHandler {
  /** The time that a last step and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final IndexDesk indexDesk;

  /** Creates the handler in Lambda, from its environment. */
  public IndexDeskHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with the given wiring. */
  public IndexDeskHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.indexDesk = new IndexDesk(wiring.partners(), wiring.customers(), wiring.deskIndex());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = isAgain(event) ? indexDesk.again(now, timeLeft) : indexDesk.run(now, timeLeft);
    Log.event(
        "INFO",
        "desk-indexed",
        line -> line.put("added", report.added()).put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      Log.event(
          "ERROR",
          "desk-stuck",
          line -> {
            line.put("unreadable", report.unreadable());
            report.failed().forEach(line.putArray("failed")::add);
          });
      // A failure puts the event into the dead-letter queue. The run has indexed all other items.
      throw new IllegalStateException("some items could not be read");
    }
    return Map.of("added", report.added(), "complete", report.complete());
  }

  private static boolean isAgain(ScheduledEvent event) {
    var detail = Optional.ofNullable(event.getDetail()).orElse(Map.of());
    return switch (String.valueOf(detail.getOrDefault("again", false))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("again: must be true or false");
    };
  }
}
