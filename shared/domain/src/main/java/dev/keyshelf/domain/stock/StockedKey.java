package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Supply;
import java.util.Optional;

/**
 * A key that nobody has bought, and its shelf.
 *
 * @param fingerprint the fingerprint under which the store knows the key; empty for a key of an
 *     early import, which always stays known
 */
public record StockedKey(PooledKey key, Shelf shelf, Optional<String> fingerprint) {
  /** Returns where the key came from. */
  public Supply supply() {
    return new Supply(key.pool(), key.batch());
  }
}
