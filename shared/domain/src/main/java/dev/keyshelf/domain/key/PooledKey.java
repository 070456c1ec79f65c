package dev.keyshelf.domain.key;

/**
 * A key of a pool that is not sold yet.
 *
 * @param id immutable: it stays the key's own when it is claimed, so that claiming decrypts nothing
 * @param lastFive the last five characters, which lists and logs may show
 * @param batch which import brought it
 */
public record PooledKey(
    String id, String pool, int shard, Sealed sealed, String lastFive, String batch) {
  /** The shards of a pool: a claim enters at a random one, so that none is everybody's. */
  public static final int SHARDS = 16;
}
