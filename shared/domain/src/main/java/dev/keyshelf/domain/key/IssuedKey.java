package dev.keyshelf.domain.key;

import dev.keyshelf.domain.identity.EntitlementId;
import java.time.Instant;

/**
 * A key that an entitlement has; for good, it never returns to a pool.
 *
 * @param ordinal from 1; a part cancel kills the highest ones
 */
public record IssuedKey(
    String id,
    EntitlementId entitlement,
    int ordinal,
    Sealed sealed,
    String lastFive,
    String pool,
    String batch,
    Instant issuedAt) {
  /** Gives the key that a claim makes of a pooled one. */
  public static IssuedKey of(PooledKey key, EntitlementId entitlement, int ordinal, Instant now) {
    return new IssuedKey(
        key.id(), entitlement, ordinal, key.sealed(), key.lastFive(), key.pool(), key.batch(), now);
  }
}
