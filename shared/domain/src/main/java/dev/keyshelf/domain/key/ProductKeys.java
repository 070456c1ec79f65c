package dev.keyshelf.domain.key;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The keys that entitlements have. */
public interface ProductKeys {
  /**
   * Lists an entitlement's keys by ordinal, and the keys of one ordinal from the first generation
   * to the current one (strongly consistent).
   */
  List<IssuedKey> list(Entitlement entitlement);

  /**
   * Issues all of these keys to the entitlement in one transaction.
   *
   * @return STALE if the entitlement has changed since it was read, if its gate is closed, if a
   *     supplied key has left its pool, or if a generated key exists already
   */
  Commit issue(
      Entitlement entitlement,
      List<? extends FreshKey> keys,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Revokes a key and issues a fresh one in its place, in one transaction.
   *
   * @param revoked the old key, with its revocation
   * @return STALE if the entitlement has changed since it was read, if its gate is closed, if the
   *     old key is not current, or if somebody has the fresh one
   */
  Commit rotate(
      Entitlement entitlement,
      IssuedKey revoked,
      FreshKey fresh,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Records that the keys are about to be shown.
   *
   * @param once empty if the request is a repeat, since its record exists already
   * @return STALE if the entitlement has changed since it was read, or if its gate is closed
   */
  Commit reveal(Entitlement entitlement, ActivityRecord activity, Optional<IdempotencyRecord> once);
}
