package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an entitlement has. It never returns to a pool.
 *
 * @param ordinal from 1; a partial cancellation ends the keys with the highest ordinals
 * @param generation from 1; each rotation of an ordinal adds a generation, and the last is current
 * @param supply the batch that brought the key; empty for a generated key
 * @param revocation empty for the current key of an ordinal
 */
public record IssuedKey(
    String id,
    EntitlementId entitlement,
    int ordinal,
    int generation,
    Sealed sealed,
    String lastFive,
    KeyForm form,
    Optional<Supply> supply,
    Instant issuedAt,
    Optional<Revocation> revocation) {
  /** Makes the issued key from a fresh key, as the first generation of its ordinal. */
  public static IssuedKey of(FreshKey key, EntitlementId entitlement, int ordinal, Instant now) {
    return of(key, entitlement, ordinal, 1, now);
  }

  private static IssuedKey of(
      FreshKey key, EntitlementId entitlement, int ordinal, int generation, Instant now) {
    return new IssuedKey(
        key.id(),
        entitlement,
        ordinal,
        generation,
        key.sealed(),
        key.lastFive(),
        key.form(),
        supply(key),
        now,
        Optional.empty());
  }

  private static Optional<Supply> supply(FreshKey key) {
    return switch (key) {
      case PooledKey pooled -> Optional.of(new Supply(pooled.pool(), pooled.batch()));
      case GeneratedKey _ -> Optional.empty();
    };
  }

  /** Makes the issued key from a fresh key that replaces this one. */
  public IssuedKey followedBy(FreshKey key, Instant now) {
    return of(key, entitlement, ordinal, generation + 1, now);
  }

  /** Returns this key as a revoked one. */
  public IssuedKey revoked(Revocation why) {
    return new IssuedKey(
        id,
        entitlement,
        ordinal,
        generation,
        sealed,
        lastFive,
        form,
        supply,
        issuedAt,
        Optional.of(why));
  }

  /** Returns the part of this key that the activity log may show. */
  TouchedKey touched() {
    return TouchedKey.of(ordinal, lastFive);
  }

  /** Returns whether no other key has replaced this one. */
  public boolean isCurrent() {
    return revocation.isEmpty();
  }

  /** Returns the state of this key at {@code now}, given its entitlement. */
  public KeyState stateAt(Instant now, Entitlement entitled) {
    if (!isCurrent()) {
      return KeyState.REVOKED;
    }
    if (ordinal > entitled.workingKeys()) {
      return KeyState.CANCELLED;
    }
    return switch (entitled.gateAt(now)) {
      case OPEN -> KeyState.WORKING;
      case CANCELLED -> KeyState.CANCELLED;
      case TERM_ENDED -> KeyState.TERM_ENDED;
    };
  }
}
