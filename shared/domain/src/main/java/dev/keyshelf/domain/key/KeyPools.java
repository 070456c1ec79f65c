package dev.keyshelf.domain.key;

import java.util.List;

/** The keys that vendors supplied and that nobody has yet. */
public interface KeyPools {
  /**
   * Picks random keys of a pool without taking them.
   *
   * @return fewer than {@code count} only if the pool has no more. In that case every shard was
   *     read with strong consistency
   */
  List<PooledKey> pick(String pool, int count);

  /** Counts the keys of a pool, up to {@code most}. Every shard is read with strong consistency. */
  long count(String pool, long most);
}
