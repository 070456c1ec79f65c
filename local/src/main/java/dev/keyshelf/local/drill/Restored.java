package dev.keyshelf.local.drill;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A restored copy of the stores.
 *
 * @param items all items of its table
 * @param seals the objects in its bucket of seals, by key
 * @param point the point in time as of which it was restored; empty if the copy does not say
 */
public record Restored(
    List<Map<String, AttributeValue>> items, Map<String, byte[]> seals, Optional<Instant> point) {
  /** Copies the list and the map. */
  public Restored {
    items = List.copyOf(items);
    seals = Map.copyOf(seals);
  }

  /** Returns the time of the newest record of the activity log; empty if there is none. */
  Optional<Instant> newestRecord() {
    return items.stream()
        .filter(item -> text(item, "pk").startsWith("ACTIVITY#"))
        .map(item -> timeIn(text(item, "sk")))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  /** Returns the time in the key of a record; empty if the key was changed. The rules name it. */
  private static Optional<Instant> timeIn(String sort) {
    try {
      return Optional.of(Instant.parse(sort.split("#", 2)[0]));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** Returns how many items have keys that begin with these texts. */
  long count(String partition, String sort) {
    return items.stream()
        .filter(item -> text(item, "pk").startsWith(partition) && text(item, "sk").startsWith(sort))
        .count();
  }

  /** Returns the text of an attribute; empty if there is none. */
  static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
