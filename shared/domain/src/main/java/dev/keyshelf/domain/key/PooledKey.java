package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A key of a pool that is not sold yet.
 *
 * @param id immutable: it stays the key's own when it is claimed, so that claiming decrypts nothing
 * @param lastFive the five characters that lists and logs may show
 * @param form what its pool had when it came: a later catalogue does not change it
 * @param batch which import brought it
 */
public record PooledKey(
    String id, String pool, int shard, Sealed sealed, String lastFive, KeyForm form, String batch)
    implements FreshKey {
  /** The shards of a pool: a claim enters at a random one, so that none is everybody's. */
  public static final int SHARDS = 16;

  private static final int ID_BYTES = 16;

  /** Gives a random shard; no generator is kept, since copies of a snapshot would share it. */
  public static int randomShard() {
    return new SecureRandom().nextInt(SHARDS);
  }

  /** Gives a random id; also a random place of a pool to look from. */
  public static String randomId() {
    var random = new byte[ID_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
