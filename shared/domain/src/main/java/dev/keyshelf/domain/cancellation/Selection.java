package dev.keyshelf.domain.cancellation;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines of an order to cancel, and how many units of each.
 *
 * @param quantities the units by line number; an empty value means all active units of the line; no
 *     lines at all mean the whole order
 */
public record Selection(SortedMap<Integer, Optional<Integer>> quantities) {
  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if a line number or a number of units is less than 1
   */
  public Selection {
    quantities = new TreeMap<>(quantities);
    if (!quantities.isEmpty() && quantities.firstKey() < 1) {
      throw new IllegalArgumentException("a line number must be at least 1");
    }
    if (quantities.values().stream().anyMatch(units -> units.filter(n -> n < 1).isPresent())) {
      throw new IllegalArgumentException("the units to cancel must be at least 1");
    }
  }

  /** Returns the selection of the whole order. */
  public static Selection wholeOrder() {
    return new Selection(new TreeMap<>(Map.of()));
  }

  /** Returns whether no lines are named, which means all active units of the order. */
  public boolean isWholeOrder() {
    return quantities.isEmpty();
  }

  /** Returns whether a line is selected. */
  public boolean includes(int line) {
    return isWholeOrder() || quantities.containsKey(line);
  }

  /** Returns how many units of a line to cancel; {@code left} if the selection does not say. */
  public int unitsOf(int line, int left) {
    return quantities.getOrDefault(line, Optional.empty()).orElse(left);
  }
}
