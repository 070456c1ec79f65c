package dev.keyshelf.local.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last count of a pool agrees with its keys: those that are unsold, and those that were sold
 * since. Imports and sales around the count leave a range. A pool that an operator changed since is
 * not compared.
 */
final class StockRule implements Rule {
  private static final String INVARIANT = "stock";

  /** A count has the time at which its run began. A run takes 15 minutes at most. */
  private static final Duration RUN = Duration.ofMinutes(15);

  /** A batch has the time of its upload, and its import may begin late and be repeated. */
  private static final Duration IMPORT = Duration.ofHours(6);

  /** How far the clocks of two functions may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final Set<String> CHANGES =
      Set.of("KEYS_WITHDRAWN", "KEYS_MOVED", "KEYS_QUARANTINED", "KEYS_RELEASED");

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, List<Instant>> sales =
        kept.issuedKeys().stream()
            .filter(key -> key.has("pool"))
            .collect(
                Collectors.groupingBy(
                    key -> key.text("pool"),
                    Collectors.mapping(key -> key.instant("issuedAt"), Collectors.toList())));
    var changes =
        kept.rows("ACTIVITY#", "").stream()
            .filter(record -> CHANGES.contains(record.text("operation")))
            .map(record -> record.instant("at"))
            .toList();
    for (var count : kept.rows("STOCKCOUNT#", "")) {
      var countedAt = count.instant("countedAt");
      // If the clock was set back, sales since the count may be dated before it.
      if (!countedAt.isAfter(kept.now())
          && changes.stream().noneMatch(countedAt.minus(RUN)::isBefore)) {
        agrees(kept, count, sales.getOrDefault(count.sort(), List.of()), violations);
      }
    }
  }

  private static void agrees(Kept kept, Row count, List<Instant> sales, Violations violations) {
    var countedAt = count.instant("countedAt");
    var unsold = kept.rows("POOL#" + count.sort() + "#", "").size();
    var imported =
        kept.rows("BATCH#" + count.sort(), "").stream()
            .filter(batch -> batch.partition().equals("BATCH#" + count.sort()))
            .filter(batch -> batch.instant("importedAt").isAfter(countedAt.minus(IMPORT)))
            .mapToLong(batch -> batch.number("keys"))
            .sum();
    var most = unsold + since(sales, countedAt.minus(SKEW));
    var least = unsold + since(sales, countedAt.plus(RUN)) - imported;
    var outstanding = count.number("keysOutstanding");
    var left = count.number("keysLeft");
    violations.unless(
        left >= Math.max(0, least - outstanding) && left <= Math.max(0, most - outstanding),
        INVARIANT,
        count,
        "%s keys left and %s outstanding, but its keys were %s"
            .formatted(
                left, outstanding, least == most ? most : "%s to %s".formatted(least, most)));
  }

  private static long since(List<Instant> sales, Instant time) {
    return sales.stream().filter(sale -> !sale.isBefore(time)).count();
  }
}
