package dev.keyshelf.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.key.CountStock.Report;
import dev.keyshelf.domain.key.CountStock.Stock;
import dev.keyshelf.http.Log;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes the stock as metrics: {@code KeysLeft} and {@code KeysLow} (1 or 0) for each SKU, and
 * {@code KeysLow} without a dimension, the number of low pools, for the alarm.
 */
final class StockMetrics {
  private static final String LOW = "KeysLow";

  private StockMetrics() {}

  static void write(Report report, Instant at) {
    for (var stock : report.counted()) {
      stock.skus().forEach(sku -> write(stock, sku, at));
    }
    Consumer<ObjectNode> fields =
        line ->
            line.put("counted", report.counted().size())
                .put("notReached", report.notReached())
                .put("complete", report.complete());
    var level = report.complete() && report.low() == 0 ? "INFO" : "WARN";
    // Zero low pools is certain only if all were counted. The alarm also notices a missing total.
    if (report.complete() || report.low() > 0) {
      var total = new Log.Metrics(at, Map.of(), Map.of(LOW, report.low()));
      Log.metrics(level, "stock-counted", total, fields);
    } else {
      Log.event(level, "stock-counted", fields);
    }
  }

  private static void write(Stock stock, Sku sku, Instant at) {
    var isLow = sku.isLowAt(stock.keysLeft());
    var metrics =
        new Log.Metrics(
            at,
            Map.of("Sku", sku.id().value()),
            Map.of("KeysLeft", stock.keysLeft(), LOW, isLow ? 1L : 0L));
    Log.metrics(
        isLow ? "WARN" : "INFO",
        "stock",
        metrics,
        line -> {
          line.put("pool", stock.pool()).put("keysOutstanding", stock.keysOutstanding());
          sku.lowStock().ifPresent(least -> line.put("lowStock", least));
        });
  }
}
