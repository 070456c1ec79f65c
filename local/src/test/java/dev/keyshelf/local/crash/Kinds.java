package dev.keyshelf.local.crash;

import dev.keyshelf.local.api.Shop;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts the items of each kind in a table, to find commands that were done twice. */
final class Kinds {
  /** Kinds of records that each repeated request adds to the log. These repeats are expected. */
  private static final Set<String> AGAIN =
      Set.of("ACTIVITY KEYS_REVEALED", "ACTIVITY FILE_IMPORTED", "ACTIVITY ACTIVITY_READ");

  private Kinds() {}

  /**
   * Counts the items of each kind, and the log's records by operation. Versions of the catalogue
   * are not counted, because they come and go.
   */
  static Map<String, Integer> of(Shop shop) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (var item : shop.keysAndOperations()) {
      var kind = start(text(item, "pk")) + " " + start(text(item, "sk"));
      if (kind.startsWith("ACTIVITY")) {
        kind = "ACTIVITY " + text(item, "operation");
      }
      if (!AGAIN.contains(kind) && !kind.startsWith("CATALOGUE")) {
        kinds.merge(kind, 1, Integer::sum);
      }
    }
    return kinds;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  /** Returns the word before the first {@code #} of a key, or an empty string for ids and times. */
  private static String start(String key) {
    var hash = key.indexOf('#');
    var word = hash < 0 ? "" : key.substring(0, hash);
    return word.matches("[A-Z]+") ? word : "";
  }

  /** Returns the change in the count of each kind, without those that did not change. */
  static Map<String, Integer> since(Map<String, Integer> before, Map<String, Integer> after) {
    Map<String, Integer> difference = new HashMap<>(after);
    before.forEach((kind, count) -> difference.merge(kind, -count, Integer::sum));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }
}
