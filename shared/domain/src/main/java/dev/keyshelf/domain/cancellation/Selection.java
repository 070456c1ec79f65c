package dev.keyshelf.domain.cancellation;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of an order to cancel, and how many units of each.
 *
 * @param quantities by line number; an empty value is all that is left of the line; no lines at all
 *     is the whole order
 */
public record Selection(SortedMap<Integer, Optional<Integer>> quantities) {
  /** Copies the map in; refuses a line before the first, and no units. */
  public Selection {
    quantities = new TreeMap<>(quantities);
    if (!quantities.isEmpty() && quantities.firstKey() < 1) {
      throw new IllegalArgumentException("lines are numbered from 1");
    }
    if (quantities.values().stream().anyMatch(units -> units.filter(n -> n < 1).isPresent())) {
      throw new IllegalArgumentException("one unit or more is cancelled");
    }
  }

  /** Gives the whole order. */
  public static Selection wholeOrder() {
    return new Selection(new TreeMap<>(Map.of()));
  }

  /** Tells whether no lines are named: then all that is left of the order is meant. */
  public boolean isWholeOrder() {
    return quantities.isEmpty();
  }

  /** Tells whether a line is part of this. */
  public boolean includes(int line) {
    return isWholeOrder() || quantities.containsKey(line);
  }

  /** Gives how many units of a line to cancel, of those that are left. */
  public int unitsOf(int line, int left) {
    return quantities.getOrDefault(line, Optional.empty()).orElse(left);
  }
}
