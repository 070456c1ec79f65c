package dev.keyshelf.domain.entitlement;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.partner.Partner;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds what the use of an entitlement is decided by: all of it together, since whoever wants a key
 * or a link waits for each journey to the store.
 */
@FunctionalInterface
public interface EntitlementFacts {
  /**
   * Reads each of the facts as it is now; others may write between two of them.
   *
   * @param key under which the use may have been made before, not over at {@code now}
   */
  Facts find(
      PartnerId partner, CustomerId customer, EntitlementId id, IdempotencyKey key, Instant now);

  /**
   * What the use of an entitlement is decided by.
   *
   * @param earlier what was done under the request's key before
   */
  record Facts(
      Optional<IdempotencyRecord> earlier,
      Optional<Entitlement> entitlement,
      Optional<Partner> partner) {
    /** Tells whether the request was made before, and what it gets then. */
    public Optional<Repeat> repeat(Once<?> once) {
      return earlier.map(record -> record.repeatedBy(once.fingerprint()));
    }

    /** Tells whether the partner is known and may trade. */
    public boolean mayTrade() {
      return partner.filter(Partner::mayTrade).isPresent();
    }
  }
}
