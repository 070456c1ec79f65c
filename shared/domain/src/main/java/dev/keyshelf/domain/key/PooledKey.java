package dev.keyshelf.domain.key;

import dev.keyshelf.domain.catalog.KeyForm;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A key in a pool that nobody has bought.
 *
 * @param id the permanent id. The key keeps it when it is issued, so that its text need not be
 *     sealed again
 * @param lastFive the five characters that lists and logs may show
 * @param form the pool's form when the key was imported; a later catalogue does not change it
 * @param batch the name of the batch that brought the key
 */
public record PooledKey(
    String id, String pool, int shard, Sealed sealed, String lastFive, KeyForm form, String batch)
    implements FreshKey {
  /** The number of shards of a pool. Each search begins at a random one, to spread the load. */
  public static final int SHARDS = 16;

  private static final int ID_BYTES = 16;

  /**
   * Returns a random shard. The random generator is not kept, since copies of a snapshot would
   * share its state.
   */
  public static int randomShard() {
    return new SecureRandom().nextInt(SHARDS);
  }

  /** Returns a random id. A search of a pool also begins at such an id. */
  public static String randomId() {
    var random = new byte[ID_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
