package dev.keyshelf.bench.scale;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one call writes.
 *
 * @param units write units by place, of the table and of its indexes
 * @param items the items that its transactions hold, by both keys
 * @param bytes by how much the stored items grow
 */
record Footprint(Map<Place, Integer> units, Set<String> items, long bytes) {
  /** Returns the write units of the table itself. */
  int ofTheTable() {
    return units.entrySet().stream()
        .filter(each -> !each.getKey().key().contains(": "))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Returns all write units. */
  int all() {
    return units.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns what both calls write to, with the units of the call that writes more. */
  Footprint shared(Footprint other) {
    var both = new TreeMap<Place, Integer>();
    units.forEach(
        (place, count) -> {
          var others = other.units.get(place);
          if (others != null) {
            both.put(place, Math.max(count, others));
          }
        });
    var held = new TreeSet<>(items);
    held.retainAll(other.items);
    return new Footprint(both, held, Math.min(bytes, other.bytes));
  }
}
