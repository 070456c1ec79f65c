package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many keys are reserved in the transaction that places the order, and how many are reserved
 * after it. The first lines get their keys first. The shares depend on the lines only.
 *
 * @param now how many keys are reserved in the transaction, by line number
 * @param later how many keys are reserved after it, by pool; empty if all fit in the transaction
 */
record Shares(Map<Integer, Integer> now, Map<String, Integer> later) {
  /** The most actions in one transaction. */
  private static final int MOST_ACTIONS = 100;

  /** The actions for the customer, the order, the charge, the activity record and the answer. */
  private static final int ACTIONS_OF_ANY_ORDER = 5;

  private static final int ACTIONS_OF_A_KEY = 2;

  Shares {
    now = Map.copyOf(now);
    later = Map.copyOf(later);
  }

  static Shares of(List<OrderLine> lines) {
    var all = lines.stream().mapToInt(line -> line.purchase().reservedKeys()).sum();
    var others = lines.size() + furtherTerms(lines) + purchaseOrders(lines);
    var left = all <= most(others) ? all : mostOfMore(others, pools(lines).size());
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

  /** Returns how many ends of terms the lines have beside the first, which the charge carries. */
  private static int furtherTerms(List<OrderLine> lines) {
    var ends =
        lines.stream()
            .flatMap(line -> line.purchase().term().stream())
            .map(Term::endsAt)
            .distinct()
            .count();
    return (int) Math.max(0, ends - 1);
  }

  /** Returns 1 if the order is also entered under its purchase order number, else 0. */
  private static int purchaseOrders(List<OrderLine> lines) {
    var number = lines.getFirst().purchase().references().purchaseOrderNumber();
    return number.isPresent() ? 1 : 0;
  }

  /**
   * Returns how many keys fit if they are all that an order needs.
   *
   * @param others the actions for its lines, further ends of terms and its purchase order number
   */
  static int most(int others) {
    return (MOST_ACTIONS - ACTIONS_OF_ANY_ORDER - others) / ACTIONS_OF_A_KEY;
  }

  /**
   * Returns how many keys fit in the transaction of an order that waits for more. That transaction
   * also writes the backorder and the backlog of each pool.
   *
   * @param others the actions for its lines and for further ends of terms
   */
  static int mostOfMore(int others, int pools) {
    return (MOST_ACTIONS - ACTIONS_OF_ANY_ORDER - others - 1 - pools) / ACTIONS_OF_A_KEY;
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
