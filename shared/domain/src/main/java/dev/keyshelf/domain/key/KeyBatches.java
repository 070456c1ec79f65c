package dev.keyshelf.domain.key;

import java.util.List;

/** The files of keys that vendors supplied. */
public interface KeyBatches {
  /**
   * Adds the keys that no batch brought before, each to its pool. Keeps for good where they come
   * from, before it adds the first of them. The same batch again changes nothing, and completes an
   * import that broke off.
   *
   * @return how many keys were added, and where the others are from
   */
  Added add(KeyBatch batch, List<NewKey> keys);

  /**
   * What became of keys.
   *
   * @param known those that were not added, by pool and batch
   */
  record Added(int added, List<EarlierKeys> known) {
    /** Copies the list in. */
    public Added {
      known = List.copyOf(known);
    }
  }

  /** A key to add, and the fingerprint that makes it unique. */
  record NewKey(PooledKey key, Fingerprint fingerprint) {}
}
