package dev.keyshelf.domain.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last count of each pool. */
public interface StockCounts {
  /** Keeps counts, each unless a later one of its pool is kept. */
  void keep(Collection<StockCount> counts);

  /**
   * Finds the last counts of these pools. A pool that was never counted is missing. A count of a
   * moment ago may be missing, too, or be the one before.
   */
  Map<String, StockCount> find(Set<String> pools);

  /** Lists the last count of each pool that was ever counted, by name. */
  List<StockCount> list();
}
