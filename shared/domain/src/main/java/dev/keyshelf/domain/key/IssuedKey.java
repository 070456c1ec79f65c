package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.TouchedKey;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an entitlement has; for good, it never returns to a pool.
 *
 * @param ordinal from 1; a part cancel kills the highest ones
 * @param generation from 1; of the keys of an ordinal, one for each rotation, the last is current
 * @param supply which batch brought it; empty for a generated key
 * @param revocation empty for the current key of its ordinal
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
  /** Gives what a fresh key is once it is issued, the first of its ordinal. */
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

  /** Gives what a fresh key is once it is issued in the place of this one. */
  public IssuedKey followedBy(FreshKey key, Instant now) {
    return of(key, entitlement, ordinal, generation + 1, now);
  }

  /** Gives this after it was taken out of use. */
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

  /** Gives what the log may say of it. */
  TouchedKey touched() {
    return TouchedKey.of(ordinal, lastFive);
  }

  /** Tells whether no other key took its place. */
  public boolean isCurrent() {
    return revocation.isEmpty();
  }

  /** Gives what it is called at {@code now}, as its entitlement stands. */
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
