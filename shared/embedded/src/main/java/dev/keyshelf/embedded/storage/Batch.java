package dev.keyshelf.embedded.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that are written together or not at all. A key's later changes override earlier ones. */
public final class Batch {
  private final List<Change> changes = new ArrayList<>();

  /**
   * A change of one entry.
   *
   * @param value the entry's new value; null to remove the entry
   * @param end if not null, all entries from the key (inclusive) to this one (exclusive) are
   *     removed
   * @param numbered whether the storage appends its next number to the key
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and copying would take time.
  record Change(byte[] key, byte @Nullable [] value, byte @Nullable [] end, boolean numbered) {}

  /** Puts an entry. */
  public Batch put(byte[] key, byte[] value) {
    changes.add(new Change(key, value, null, false));
    return this;
  }

  /** Removes an entry, if it exists. */
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
   * Appends an entry. Its key is a prefix and a number of eight bytes, which is larger than the
   * number of each entry that any batch appended before.
   */
  public Batch append(byte[] prefix, byte[] value) {
    changes.add(new Change(prefix, value, null, true));
    return this;
  }

  /** Adds the changes of another batch, after those of this one. */
  public Batch addAll(Batch other) {
    changes.addAll(other.changes);
    return this;
  }

  /** Returns whether the batch has no changes. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  List<Change> changes() {
    return changes;
  }
}
