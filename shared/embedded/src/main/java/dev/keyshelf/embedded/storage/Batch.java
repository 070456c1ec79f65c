package dev.keyshelf.embedded.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that are written together or not at all. Later changes of a key replace earlier ones. */
public final class Batch {
  private final List<Change> changes = new ArrayList<>();

  /**
   * A change of one entry.
   *
   * @param value null: the entry is removed
   * @param end not null: all entries from the key to this one (exclusive) are removed
   * @param numbered whether the next number of the storage is appended to the key
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; a copy of each value would cost.
  record Change(byte[] key, byte @Nullable [] value, byte @Nullable [] end, boolean numbered) {}

  /** Puts an entry. */
  public Batch put(byte[] key, byte[] value) {
    changes.add(new Change(key, value, null, false));
    return this;
  }

  /** Removes an entry; one that is not there stays so. */
  public Batch remove(byte[] key) {
    changes.add(new Change(key, null, null, false));
    return this;
  }

  /** Removes all entries from one key (inclusive) to another (exclusive). */
  public Batch removeAll(byte[] from, byte[] to) {
    changes.add(new Change(from, null, to, false));
    return this;
  }

  /**
   * Appends an entry. Its key is a prefix and eight bytes: a number that is larger than that of
   * each entry that was appended before, by any batch.
   */
  public Batch append(byte[] prefix, byte[] value) {
    changes.add(new Change(prefix, value, null, true));
    return this;
  }

  /** Adds the changes of another batch after these. */
  public Batch addAll(Batch other) {
    changes.addAll(other.changes);
    return this;
  }

  /** Returns whether this changes nothing. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  List<Change> changes() {
    return changes;
  }
}
