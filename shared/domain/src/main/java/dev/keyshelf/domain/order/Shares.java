package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.KeyRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many keys of each line are reserved in the transaction that places the order, the first lines
 * first, and how many of each pool are left for afterwards. It follows from the lines alone.
 *
 * @param now by the number of the line
 * @param later by pool; empty when all of them fit
 */
record Shares(Map<Integer, Integer> now, Map<String, Integer> later) {
  /** What one transaction takes. */
  private static final int MOST_ACTIONS = 100;

  /** Customer, order, charge, activity and answer. */
  private static final int ACTIONS_OF_ANY_ORDER = 5;

  private static final int ACTIONS_OF_A_KEY = 2;

  Shares {
    now = Map.copyOf(now);
    later = Map.copyOf(later);
  }

  static Shares of(List<OrderLine> lines) {
    var all = lines.stream().mapToInt(line -> line.purchase().reservedKeys()).sum();
    var left = all <= most(lines.size()) ? all : mostOfMore(lines.size(), pools(lines).size());
    Map<Integer, Integer> now = new HashMap<>();
    Map<String, Integer> later = new HashMap<>();
    for (var line : lines) {
      var needed = line.purchase().reservedKeys();
      var share = Math.min(needed, left);
      left -= share;
      now.put(line.number(), share);
      if (share < needed) {
        later.merge(pool(line).orElseThrow(), needed - share, Integer::sum);
      }
    }
    return new Shares(now, later);
  }

  int of(OrderLine line) {
    return now.getOrDefault(line.number(), 0);
  }

  /** Gives how many keys fit if they are all that an order of so many lines needs. */
  static int most(int lines) {
    return (MOST_ACTIONS - ACTIONS_OF_ANY_ORDER - lines) / ACTIONS_OF_A_KEY;
  }

  /** Gives how many fit beside what the order waits for: one item, and each pool's backlog. */
  static int mostOfMore(int lines, int pools) {
    return (MOST_ACTIONS - ACTIONS_OF_ANY_ORDER - lines - 1 - pools) / ACTIONS_OF_A_KEY;
  }

  static Set<String> pools(List<OrderLine> lines) {
    return lines.stream()
        .flatMap(line -> pool(line).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<String> pool(OrderLine line) {
    return line.purchase().keys().flatMap(KeyRule::reservedFrom);
  }
}
