package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.storage.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the items of tables and indexes. Up to 999 items are counted on each call. More items are
 * counted in the background, and again after six hours. So the time to describe a table does not
 * depend on its size.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription:
 *     ItemCount</a>
 */
public final class ItemCounts {
  private static final Logger LOG = System.getLogger(ItemCounts.class.getName());
  private static final int FEW = 1_000;
  private static final Duration KEPT = Duration.ofHours(6);

  private final Storage storage;
  private final InstantSource clock;
  private final Map<Bytes, Counted> many = new ConcurrentHashMap<>();

  public ItemCounts(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * A number of items.
   *
   * @param bytes the size of the stored items
   */
  public record Count(long items, long bytes) {}

  private record Counted(Count count, Instant at) {}

  /**
   * Returns how many items a table or an index has. From 1,000 items on, the count may be six hours
   * old. Until the first count is complete, it is 1,000.
   */
  public Count of(Table table, Optional<Index> index) {
    byte[] prefix = table.all(index).toArray();
    var few = count(prefix, FEW);
    if (few.items() < FEW) {
      return few;
    }
    var now = clock.instant();
    var known =
        many.compute(
            Bytes.of(prefix),
            (_, before) -> {
              if (before != null && before.at().plus(KEPT).isAfter(now)) {
                return before;
              }
              Thread.ofPlatform().daemon().name("table-store-count").start(() -> countAll(prefix));
              return new Counted(before == null ? few : before.count(), now);
            });
    return known.count();
  }

  /** Counts all items of a table. The time depends on the size of the table. */
  public Count all(Table table) {
    return count(table.all(Optional.empty()).toArray(), Long.MAX_VALUE);
  }

  private void countAll(byte[] prefix) {
    try {
      var count = count(prefix, Long.MAX_VALUE);
      many.computeIfPresent(Bytes.of(prefix), (_, before) -> new Counted(count, before.at()));
    } catch (StorageException failure) {
      if (storage.isClosed()) {
        return;
      }
      // The count before stays, and the next call counts again.
      many.computeIfPresent(
          Bytes.of(prefix), (_, before) -> new Counted(before.count(), Instant.EPOCH));
      LOG.log(Level.ERROR, "items cannot be counted: " + failure.getMessage());
    }
  }

  private Count count(byte[] prefix, long most) {
    long[] found = {0, 0};
    storage.scan(
        prefix,
        KeyBytes.afterAll(prefix),
        true,
        (_, value) -> {
          found[0]++;
          found[1] += value.length;
          return found[0] < most;
        });
    return new Count(found[0], found[1]);
  }
}
