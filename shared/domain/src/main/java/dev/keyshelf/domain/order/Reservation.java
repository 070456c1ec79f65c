package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.PooledKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that leave their pools with an order.
 *
 * @param keys by the number of the line that they are for
 */
public record Reservation(Map<Integer, List<PooledKey>> keys) {
  /** What one transaction takes. */
  private static final int MOST_ACTIONS = 100;

  /** Customer, order, charge, activity and answer. */
  private static final int ACTIONS_OF_ANY_ORDER = 5;

  private static final int ACTIONS_OF_A_KEY = 2;

  /** Copies the keys in. */
  public Reservation {
    keys = Map.copyOf(keys);
  }

  /** Gives the reservation of an order whose keys are issued later, or that has none. */
  public static Reservation none() {
    return new Reservation(Map.of());
  }

  /** Gives the keys of a line, by ordinal. */
  public List<PooledKey> of(int line) {
    return keys.getOrDefault(line, List.of());
  }

  /** Gives how many keys an order of so many lines can reserve: what one transaction takes. */
  public static int mostKeys(int lines) {
    return (MOST_ACTIONS - ACTIONS_OF_ANY_ORDER - lines) / ACTIONS_OF_A_KEY;
  }

  /** Picks the keys that lines reserve, without taking them; what it lacks goes to the faults. */
  static Reservation pick(List<OrderLine> lines, KeyPools pools, List<LineFault> faults) {
    Map<String, Integer> needed = new HashMap<>();
    var all = 0;
    for (var line : lines) {
      var purchase = line.purchase();
      all += purchase.reservedKeys();
      if (purchase.reservedKeys() > 0 && all > mostKeys(lines.size())) {
        faults.add(
            new LineFault.TooManyKeys(line.number() - 1, purchase.sku(), mostKeys(lines.size())));
      }
      pool(line).ifPresent(pool -> needed.merge(pool, purchase.reservedKeys(), Integer::sum));
    }
    if (!faults.isEmpty()) {
      return none();
    }
    Map<String, Deque<PooledKey>> picked = new HashMap<>();
    needed.forEach((pool, count) -> picked.put(pool, new ArrayDeque<>(pools.pick(pool, count))));
    Map<Integer, List<PooledKey>> keys = new HashMap<>();
    for (var line : lines) {
      pool(line)
          .map(pool -> picked.getOrDefault(pool, new ArrayDeque<>()))
          .ifPresent(left -> keys.put(line.number(), taken(line, left, faults)));
    }
    return new Reservation(keys);
  }

  private static Optional<String> pool(OrderLine line) {
    return line.purchase().keys().flatMap(KeyRule::reservedFrom);
  }

  private static List<PooledKey> taken(
      OrderLine line, Deque<PooledKey> left, List<LineFault> faults) {
    var count = line.purchase().reservedKeys();
    if (left.size() < count) {
      faults.add(new LineFault.KeysExhausted(line.number() - 1, line.purchase().sku(), count));
      return List.of();
    }
    var keys = new ArrayList<PooledKey>();
    for (int i = 0; i < count; i++) {
      keys.add(left.removeFirst());
    }
    return List.copyOf(keys);
  }
}
