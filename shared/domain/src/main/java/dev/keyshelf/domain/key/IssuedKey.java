package dev.keyshelf.domain.key;

import dev.keyshelf.domain.identity.EntitlementId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an entitlement has; for good, it never returns to a pool.
 *
 * @param ordinal from 1; a part cancel kills the highest ones
 * @param supply which batch brought it; empty for a generated key
 */
public record IssuedKey(
    String id,
    EntitlementId entitlement,
    int ordinal,
    Sealed sealed,
    String lastFive,
    Optional<Supply> supply,
    Instant issuedAt) {
  /** Gives what a fresh key is once it is issued. */
  public static IssuedKey of(FreshKey key, EntitlementId entitlement, int ordinal, Instant now) {
    return new IssuedKey(
        key.id(), entitlement, ordinal, key.sealed(), key.lastFive(), supply(key), now);
  }

  private static Optional<Supply> supply(FreshKey key) {
    return switch (key) {
      case PooledKey pooled -> Optional.of(new Supply(pooled.pool(), pooled.batch()));
      case GeneratedKey _ -> Optional.empty();
    };
  }
}
