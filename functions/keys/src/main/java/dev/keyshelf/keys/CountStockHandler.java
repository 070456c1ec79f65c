package dev.keyshelf.keys;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.CountStock;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that counts the keys left in each pool, and says which pools are low. */
public final class CountStockHandler extends ScheduleHandler {
  /** What a last page, the metrics and the answer need. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final CountStock countStock;

  /** For Lambda. */
  public CountStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public CountStockHandler(Wiring wiring) {
    super(wiring.clock(), RESERVE);
    this.countStock = new CountStock(wiring.catalogue(), wiring.keyStocks(), wiring.backorders());
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = countStock.count(timeLeft);
    StockMetrics.write(report, now);
    return Map.of(
        "counted", report.counted().size(),
        "notReached", report.notReached(),
        "low", report.low(),
        "complete", report.complete());
  }
}
