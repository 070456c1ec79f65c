package dev.keyshelf.keys;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.CountStock;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The schedule that counts the keys left in each pool, and says which pools are low. */
public final class CountStockHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  /** What a last page, the metrics and the answer need. */
  private static final int RESERVED_MILLIS = 5_000;

  private final Clock clock;
  private final CountStock countStock;

  /** For Lambda. */
  public CountStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CountStockHandler(Wiring wiring) {
    this.clock = wiring.clock();
    this.countStock = new CountStock(wiring.catalogue(), wiring.keyPools());
  }

  /** The event's time is a label only: what is counted is what is left now. */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    var report = countStock.count(() -> context.getRemainingTimeInMillis() > RESERVED_MILLIS);
    StockMetrics.write(report, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return Map.of(
        "counted", report.counted().size(),
        "notReached", report.notReached(),
        "low", report.low(),
        "complete", report.complete());
  }
}
