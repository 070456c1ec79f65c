package dev.keyshelf.domain.key;

import java.util.List;

/** The keys that vendors supplied and nobody has yet. */
public interface KeyPools {
  /**
   * Picks keys at random places of a pool, without taking them. Fewer than asked for means that the
   * pool has no more: every shard was looked at with strong consistency.
   */
  List<PooledKey> pick(String pool, int count);

  /**
   * Adds keys that no batch brought before.
   *
   * @return which of them were not added, since some batch had brought the same key
   */
  List<PooledKey> add(List<NewKey> keys);

  /** A key to add, and the fingerprint that makes it unique. */
  record NewKey(PooledKey key, String fingerprint) {}
}
