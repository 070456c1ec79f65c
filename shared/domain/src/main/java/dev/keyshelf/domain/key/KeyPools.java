package dev.keyshelf.domain.key;

import dev.keyshelf.domain.once.TimeLeft;
import java.util.List;
import java.util.OptionalLong;

/** The keys that vendors supplied and nobody has yet. */
public interface KeyPools {
  /**
   * Picks keys at random places of a pool, without taking them. Fewer than asked for means that the
   * pool has no more: every shard was looked at with strong consistency.
   */
  List<PooledKey> pick(String pool, int count);

  /**
   * Counts the keys of a pool: those that are neither issued nor reserved. What moves meanwhile may
   * be counted or not; no decision on a key is taken from it.
   *
   * @param timeLeft asked before each page that is read
   * @return empty when the time ran out before the end of the pool
   */
  OptionalLong count(String pool, TimeLeft timeLeft);

  /**
   * Notes for good where keys come from, before the first of them is added. The same file again
   * changes nothing: an import that broke off goes on.
   */
  void note(KeyBatch batch);

  /**
   * Adds keys that no batch brought before.
   *
   * @return which of them were not added, since some batch had brought the same key
   */
  List<PooledKey> add(List<NewKey> keys);

  /** A key to add, and the fingerprint that makes it unique. */
  record NewKey(PooledKey key, Fingerprint fingerprint) {}
}
