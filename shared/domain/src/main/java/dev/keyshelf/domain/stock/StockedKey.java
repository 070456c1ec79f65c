package dev.keyshelf.domain.stock;

import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Supply;
import java.util.Optional;

/**
 * A key that nobody has bought, and where it lies.
 *
 * @param fingerprint by which it is kept as known; empty for a key of an early import, which stays
 *     known whatever becomes of it
 */
public record StockedKey(PooledKey key, Shelf shelf, Optional<String> fingerprint) {
  /** Returns where it came from. */
  public Supply supply() {
    return new Supply(key.pool(), key.batch());
  }
}
