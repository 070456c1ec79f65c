package dev.keyshelf.embedded.tables;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many items tables and indexes have. Few are counted at once. Many are counted aside, and
 * again after six hours, so that to describe a table costs the same however large it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription:
 *     ItemCount</a>
 */
public final class ItemCounts {
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
   * @param bytes as stored
   */
  public record Count(long items, long bytes) {}

  private record Counted(Count count, Instant at) {}

  /** Returns how many items a table or an index has. Of many, this may be six hours old. */
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

  /** Returns how many items a table has now, however long that takes. */
  public Count all(Table table) {
    return count(table.all(Optional.empty()).toArray(), Long.MAX_VALUE);
  }

  private void countAll(byte[] prefix) {
    try {
      var count = count(prefix, Long.MAX_VALUE);
      many.computeIfPresent(Bytes.of(prefix), (_, before) -> new Counted(count, before.at()));
    } catch (StorageException _) {
      // The store was closed meanwhile; whoever asks later begins anew.
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
