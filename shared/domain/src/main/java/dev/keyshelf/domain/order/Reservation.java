package dev.keyshelf.domain.order;

import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.PooledKey;
import java.util.List;
import java.util.Map;

/**
 * The keys that an order takes from the pools, and the keys that it waits for.
 *
 * @param keys the keys that leave their pools with the order, by line number
 * @param later how many keys of each pool the order gets after it is placed
 * @param backlogs the backlogs of the order's pools, as they were read
 */
public record Reservation(
    Map<Integer, List<PooledKey>> keys, Map<String, Integer> later, Map<String, Backlog> backlogs) {
  /** Copies the collections. */
  public Reservation {
    keys = Map.copyOf(keys);
    later = Map.copyOf(later);
    backlogs = Map.copyOf(backlogs);
  }

  /** Returns the reservation of an order that takes keys and waits for none. */
  public static Reservation of(Map<Integer, List<PooledKey>> keys) {
    return new Reservation(keys, Map.of(), Map.of());
  }

  /** Returns the reservation of an order that has no keys, or whose keys are issued later. */
  public static Reservation none() {
    return of(Map.of());
  }

  /** Returns the keys of a line, by ordinal. */
  public List<PooledKey> of(int line) {
    return keys.getOrDefault(line, List.of());
  }

  /** Returns whether the order waits for keys. */
  public boolean waits() {
    return !later.isEmpty();
  }
}
