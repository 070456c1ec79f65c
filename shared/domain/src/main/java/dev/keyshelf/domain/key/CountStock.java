package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Skus;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.once.TimeLeft;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the keys that are left in the pools of the published catalogue. The counts only inform
 * people. An order or a reveal always looks at the pool itself.
 */
public final class CountStock {
  private static final int PAGE = 20;

  private final Skus catalogue;
  private final KeyStocks stocks;
  private final Backlogs waiting;

  /** Uses these stores. */
  public CountStock(Skus catalogue, KeyStocks stocks, Backlogs waiting) {
    this.catalogue = catalogue;
    this.stocks = stocks;
    this.waiting = waiting;
  }

  /**
   * The stock of a pool.
   *
   * @param skus all SKUs that take keys from the pool
   * @param keysLeft how many keys can be sold: they are in the pool, and no order waits for them
   * @param keysOutstanding how many keys orders wait for
   */
  public record Stock(String pool, List<Sku> skus, long keysLeft, long keysOutstanding) {
    /** Copies the SKUs. */
    public Stock {
      skus = List.copyOf(skus);
    }

    /** Returns whether the stock is low for any SKU that takes keys from the pool. */
    public boolean isLow() {
      return skus.stream().anyMatch(sku -> sku.isLowAt(keysLeft));
    }
  }

  /**
   * The result of a run.
   *
   * @param notReached how many pools the run found but did not count
   * @param complete whether the run read the whole catalogue and counted all its pools
   */
  public record Report(List<Stock> counted, int notReached, boolean complete) {
    /** Copies the pools. */
    public Report {
      counted = List.copyOf(counted);
    }

    /**
     * Returns the counts of a run.
     *
     * @param countedAt when the run began
     */
    public List<StockCount> countsAt(Instant countedAt) {
      return counted.stream()
          .map(
              each ->
                  new StockCount(
                      each.pool(),
                      each.keysLeft(),
                      each.keysOutstanding(),
                      each.isLow(),
                      countedAt))
          .toList();
    }

    /** Returns how many of the counted pools are low. */
    public long low() {
      return counted.stream().filter(Stock::isLow).count();
    }
  }

  /**
   * Counts each pool once, even if several SKUs share it, until the time runs out. Each run takes
   * the pools in a random order, so that other runs reach the pools that this run does not.
   *
   * @param timeLeft checked before each page of the catalogue and of a pool
   */
  public Report count(TimeLeft timeLeft) {
    Map<String, List<Sku>> skus = new TreeMap<>();
    var isWhole = find(skus, timeLeft);
    var order = new ArrayList<>(skus.entrySet());
    // The random generator is not kept, since copies of a snapshot would share its state.
    Collections.shuffle(order, new SecureRandom());
    var backlogs = waiting.backlogs(skus.keySet());
    var counted = new ArrayList<Stock>();
    for (var each : order) {
      var keys = stocks.count(each.getKey(), timeLeft);
      if (keys.isEmpty()) {
        break;
      }
      var waitedFor = backlogs.getOrDefault(each.getKey(), Backlog.none(each.getKey())).keys();
      var left = Math.max(0, keys.getAsLong() - waitedFor);
      counted.add(new Stock(each.getKey(), each.getValue(), left, waitedFor));
    }
    var notReached = order.size() - counted.size();
    return new Report(counted, notReached, isWhole && notReached == 0);
  }

  /** Finds the SKUs of each pool. Returns whether the whole catalogue was read. */
  private boolean find(Map<String, List<Sku>> skus, TimeLeft timeLeft) {
    Optional<ProductId> after = Optional.empty();
    do {
      if (timeLeft.isOver()) {
        return false;
      }
      var page = catalogue.skus(PAGE, after);
      for (var sku : page.skus()) {
        sku.keys()
            .flatMap(KeyRule::pool)
            .ifPresent(pool -> skus.computeIfAbsent(pool, _ -> new ArrayList<>()).add(sku));
      }
      after = page.next();
    } while (after.isPresent());
    return true;
  }
}
