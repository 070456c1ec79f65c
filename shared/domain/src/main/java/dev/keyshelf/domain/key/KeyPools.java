package dev.keyshelf.domain.key;

import java.util.List;

/** The keys that vendors supplied and nobody has yet. */
public interface KeyPools {
  /**
   * Picks keys at random places of a pool, without taking them. Fewer than asked for means that the
   * pool has no more: every shard was looked at with strong consistency.
   */
  List<PooledKey> pick(String pool, int count);

  /** Counts the keys of a pool up to so many: every shard is looked at with strong consistency. */
  long count(String pool, long most);
}
