package dev.keyshelf.domain.order;

import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.PooledKey;
import java.util.List;
import java.util.Map;

/**
 * What an order takes from the pools, and what it waits for.
 *
 * @param keys that leave their pools with the order, by the number of the line that they are for
 * @param later how many keys of each pool the order is to get after it is placed
 * @param backlogs of the pools that it waits for, as they were read
 */
public record Reservation(
    Map<Integer, List<PooledKey>> keys, Map<String, Integer> later, Map<String, Backlog> backlogs) {
  /** Copies the collections in. */
  public Reservation {
    keys = Map.copyOf(keys);
    later = Map.copyOf(later);
    backlogs = Map.copyOf(backlogs);
  }

  /** Gives the reservation of an order that waits for nothing. */
  public static Reservation of(Map<Integer, List<PooledKey>> keys) {
    return new Reservation(keys, Map.of(), Map.of());
  }

  /** Gives the reservation of an order whose keys are issued later, or that has none. */
  public static Reservation none() {
    return of(Map.of());
  }

  /** Gives the keys of a line, by ordinal. */
  public List<PooledKey> of(int line) {
    return keys.getOrDefault(line, List.of());
  }

  /** Tells whether it waits for keys. */
  public boolean waits() {
    return !later.isEmpty();
  }
}
