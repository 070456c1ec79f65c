package dev.keyshelf.domain.key;

import java.util.List;

/** The files of keys that vendors supplied. */
public interface KeyBatches {
  /**
   * Stores the batch, and then adds to its pool those keys that the store does not know. Adding the
   * same batch again changes nothing, or completes an import that was interrupted.
   *
   * @return how many keys were added, and where the others came from
   */
  Added add(KeyBatch batch, List<NewKey> keys);

  /**
   * The result of adding keys.
   *
   * @param known the keys that were not added, by pool and batch
   */
  record Added(int added, List<EarlierKeys> known) {
    /** Copies the list. */
    public Added {
      known = List.copyOf(known);
    }
  }

  /** A key to add, and the fingerprint that makes it unique. */
  record NewKey(PooledKey key, Fingerprint fingerprint) {}
}
