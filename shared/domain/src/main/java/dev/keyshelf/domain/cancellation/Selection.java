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
  /** Copies the map in. */
  public Selection {
    quantities = new TreeMap<>(quantities);
  }

  /** Gives the whole order. */
  public static Selection wholeOrder() {
    return new Selection(new TreeMap<>(Map.of()));
  }

  /** Tells whether a line is part of this. */
  public boolean includes(int line) {
    return quantities.isEmpty() || quantities.containsKey(line);
  }

  /** Gives how many units of a line to cancel, of those that are left. */
  public int unitsOf(int line, int left) {
    return quantities.getOrDefault(line, Optional.empty()).orElse(left);
  }
}
