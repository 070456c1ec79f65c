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
   * Lists an entitlement's keys by ordinal, as they are now (strongly consistent); those of one
   * ordinal from its first to its current one.
   */
  List<IssuedKey> list(Entitlement entitlement);

  /**
   * Gives these keys to the entitlement: all or none, and only if it is still as read, with its
   * gate open, and nobody has any of them: each supplied one is still in its pool, and each made
   * one is like no other.
   */
  Commit issue(
      Entitlement entitlement,
      List<? extends FreshKey> keys,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Takes a key out of use and gives a fresh one in its place: both or neither, and only if the
   * entitlement is still as read, with its gate open, the old key is current and nobody has the
   * fresh one.
   *
   * @param revoked the old key, with why it is taken out of use
   */
  Commit rotate(
      Entitlement entitlement,
      IssuedKey revoked,
      FreshKey fresh,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Records that the keys are about to be shown, only if the gate is open at that moment.
   *
   * @param once empty when the request is a repeat, whose record is there already
   */
  Commit reveal(Entitlement entitlement, ActivityRecord activity, Optional<IdempotencyRecord> once);
}
