package dev.keyshelf.keys;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.ScheduleHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.CountStock;
import dev.keyshelf.domain.key.StockCounts;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The schedule that counts the keys left in each pool, and reports which pools are low. */
public final class CountStockHandler extends ScheduleHandler {
  /** The time reserved for a last page, the metrics, the counts to keep and the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final CountStock countStock;
  private final StockCounts counts;

  /** Creates the handler in Lambda, from its environment. */
  public CountStockHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public CountStockHandler(Wiring wiring) {
    this(wiring, wiring.stockCounts());
  }

  CountStockHandler(Wiring wiring, StockCounts counts) {
    super(wiring.clock(), RESERVE);
    this.countStock = new CountStock(wiring.catalogue(), wiring.keyStocks(), wiring.backorders());
    this.counts = counts;
  }

  @Override
  protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
    var report = countStock.count(timeLeft);
    // The metrics first: the alarm must not depend on the writes.
    StockMetrics.write(report, now);
    counts.keep(report.countsAt(now));
    return Map.of(
        "counted", report.counted().size(),
        "notReached", report.notReached(),
        "low", report.low(),
        "complete", report.complete());
  }
}
