package dev.keyshelf.keys;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.ReserveKeys;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that reserves the keys that orders wait for, and reports how many are missing. */
public final class ReserveKeysHandler extends ScheduleHandler {
  /** Ends a run before its start, which dates all its work, is too old for a transaction. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final ReserveKeys reserveKeys;

  /** Creates the handler in Lambda, from its environment. */
  public ReserveKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReserveKeysHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.reserveKeys =
        new ReserveKeys(wiring.entitlements(), wiring.keyPools(), wiring.backorders());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = reserveKeys.reserve(now, timeLeft);
    report.outstanding().forEach(ReserveKeysHandler::warn);
    Log.metrics(
        report.lacking() == 0 ? "INFO" : "WARN",
        "keys-reserved",
        new Log.Metrics(now, Map.of(), Map.of("KeysOutstanding", report.lacking())),
        line -> line.put("reserved", report.reserved()).put("complete", report.complete()));
    if (!report.failed().isEmpty()) {
      Log.event(
          "ERROR", "orders-stuck", line -> report.failed().forEach(line.putArray("failed")::add));
      // A failure puts the event into the dead-letter queue. All other orders were processed.
      throw new IllegalStateException("the keys of some orders could not be reserved");
    }
    return Map.of(
        "reserved", report.reserved(),
        "outstanding", report.lacking(),
        "complete", report.complete());
  }

  private static void warn(String pool, int keys) {
    Log.event("WARN", "keys-outstanding", line -> line.put("pool", pool).put("keys", keys));
  }
}
