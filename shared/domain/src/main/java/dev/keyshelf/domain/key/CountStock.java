package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.catalog.Sku;
import dev.keyshelf.domain.catalog.Skus;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.once.TimeLeft;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the keys that are left in the pools of the catalogue that is published now. It only makes
 * stock visible: a claim looks at the pool itself, whatever was counted.
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
   * What a pool has left.
   *
   * @param skus all that take their keys from it
   * @param keysLeft those that can be sold: neither issued nor reserved, and no order waits for
   *     them
   * @param keysOutstanding those that orders wait for
   */
  public record Stock(String pool, List<Sku> skus, long keysLeft, long keysOutstanding) {
    /** Copies the SKUs in. */
    public Stock {
      skus = List.copyOf(skus);
    }

    /** Tells whether it is low for any SKU that takes keys from it. */
    public boolean isLow() {
      return skus.stream().anyMatch(sku -> sku.isLowAt(keysLeft));
    }
  }

  /**
   * What a run counted.
   *
   * @param notReached how many pools it knew of and did not count
   * @param complete whether it read the whole catalogue and counted every pool of it
   */
  public record Report(List<Stock> counted, int notReached, boolean complete) {
    /** Copies the pools in. */
    public Report {
      counted = List.copyOf(counted);
    }

    /** Gives how many of the counted pools are low. */
    public long low() {
      return counted.stream().filter(Stock::isLow).count();
    }
  }

  /**
   * Counts each pool once, however many SKUs share it, until the time runs out. Each run takes the
   * pools in an order of its own: what one run does not reach, another does.
   *
   * @param timeLeft asked before each page of the catalogue and of a pool
   */
  public Report count(TimeLeft timeLeft) {
    Map<String, List<Sku>> skus = new TreeMap<>();
    var isWhole = find(skus, timeLeft);
    var order = new ArrayList<>(skus.entrySet());
    // No generator is kept, since copies of a snapshot would share it.
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

  /** Finds the pools and who shares them; tells whether that is the whole catalogue. */
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
