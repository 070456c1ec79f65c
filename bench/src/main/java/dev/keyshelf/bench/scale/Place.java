package dev.keyshelf.bench.scale;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A partition key of the table, or of an index. The parts of a key that is drawn from several are
 * one place, since the calls are spread over them.
 *
 * @param key the partition key, with {@code *} for the number of a part
 * @param parts over how many partition keys its calls are spread
 */
record Place(String key, int parts) implements Comparable<Place> {
  private static final int PARTS = 16;
  private static final String ALL = "*";
  private static final Pattern PART = Pattern.compile("#\\d{1,2}$");
  private static final Pattern SOLD = Pattern.compile("/[^#]*#[0-9a-f]$");
  private static final String ULID = "[0-9A-Z]{26}";
  private static final String HASH = "[0-9a-f]{64}|[0-9A-Za-z_-]{43}";
  private static final String POOL = "[a-z].*[a-z0-9]";
  private static final Set<String> DIVIDED = Set.of("POOL", "QUARANTINE");

  /** Returns the place of an item of the table. */
  static Place of(String key) {
    var family = family(key);
    if (DIVIDED.contains(family)) {
      return new Place(PART.matcher(key).replaceFirst("#" + ALL), PARTS);
    }
    return new Place(key, 1);
  }

  /** Returns the place of an entry of an index. */
  static Place of(String index, String key) {
    var named = index + ": " + key;
    if (index.equals("open-windows")) {
      // Which batch of a pool a key comes from is drawn, too. The fewest there can be is one.
      var whole =
          key.startsWith("WINDOWS#")
              ? PART.matcher(named).replaceFirst("#" + ALL)
              : SOLD.matcher(named).replaceFirst("/" + ALL + "#" + ALL);
      return new Place(whole, PARTS);
    }
    return new Place(named, 1);
  }

  private static String family(String key) {
    return key.split("#", 2)[0];
  }

  /** Returns how many calls a second fit, if each writes so many units here. */
  double perSecond(double units) {
    return parts * Limit.PARTITION_WRITES / units;
  }

  /** Returns the key with names in the place of what is different for each partner or day. */
  String label() {
    return String.join(
        "#", Arrays.stream(key.split("#", -1)).map(Place::named).toArray(String[]::new));
  }

  private static String named(String part) {
    if (part.startsWith("partner-")) {
      return "{partner}";
    }
    if (part.matches("\\d{4}-\\d{2}-\\d{2}")) {
      return "{day}";
    }
    if (part.matches("\\d{4}-\\d{2}")) {
      return "{month}";
    }
    if (part.equals(ALL)) {
      return "{0..15}";
    }
    if (part.contains("/")) {
      return "{batch}";
    }
    if (part.matches(ULID)) {
      return "{id}";
    }
    if (part.matches(HASH)) {
      return "{hash}";
    }
    return part.matches(POOL) ? "{pool}" : part;
  }

  @Override
  public int compareTo(Place other) {
    return key.compareTo(other.key);
  }
}
