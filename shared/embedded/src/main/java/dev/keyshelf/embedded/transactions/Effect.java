package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.streams.StreamRecord;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The effect of an action on an item.
 *
 * @param old the item before the action; empty if there was none
 * @param now the item after the action; empty if there is none
 */
public record Effect(
    Action action, Optional<Map<String, Value>> old, Optional<Map<String, Value>> now) {

  /** Returns whether the action changes the item. */
  boolean isChange() {
    return !old.equals(now);
  }

  /** Returns whether the change is recorded in a stream. */
  boolean isStreamed() {
    return isChange() && action.table().streamView().isPresent();
  }

  /** Returns the changes to the storage, without those of indexes. */
  Batch changes(Instant at, boolean byExpiry) {
    var batch = new Batch();
    if (!isChange()) {
      return batch;
    }
    var table = action.table();
    byte[] place = table.place(action.key());
    var stored = now.map(ItemBytes::write);
    stored.ifPresentOrElse(item -> batch.put(place, item), () -> batch.remove(place));
    old.flatMap(table::expiry).ifPresent(batch::remove);
    now.flatMap(table::expiry).ifPresent(key -> batch.put(key, new byte[0]));
    table
        .streamView()
        .ifPresent(
            view ->
                batch.append(
                    table.streamPrefix(),
                    StreamRecord.write(view, action.key(), old, stored, at, byExpiry)));
    return batch;
  }

  /** Returns the changes to one index. */
  Batch changes(Index index) {
    var batch = new Batch();
    var table = action.table();
    var before = old.filter(index::holds).map(item -> entry(table, index, item));
    var after = now.filter(index::holds).map(item -> entry(table, index, item));
    before
        .map(Entry::place)
        .filter(place -> !after.map(Entry::place).equals(Optional.of(place)))
        .ifPresent(place -> batch.remove(place.toArray()));
    after
        .filter(entry -> !before.equals(Optional.of(entry)))
        .ifPresent(entry -> batch.put(entry.place().toArray(), entry.item().toArray()));
    return batch;
  }

  private record Entry(Bytes place, Bytes item) {}

  private static Entry entry(Table table, Index index, Map<String, Value> item) {
    return new Entry(
        Bytes.of(table.place(index, item)),
        Bytes.of(ItemBytes.write(index.project(item, table.key()))));
  }
}
