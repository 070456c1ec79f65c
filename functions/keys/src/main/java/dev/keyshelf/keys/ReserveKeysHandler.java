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

/** The schedule that reserves the keys that orders wait for, and says how many are lacking. */
public final class ReserveKeysHandler extends ScheduleHandler {
  /** A run dates what it does by its beginning: it ends before that is too old to be sent. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final ReserveKeys reserveKeys;

  /** For Lambda. */
  public ReserveKeysHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
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
      // So that the event ends in the queue that is watched; all others were looked at.
      throw new IllegalStateException("some orders could not be given their keys");
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
