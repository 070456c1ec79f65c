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
 * Finds the data that decides whether an entitlement may be used. It reads all of it together,
 * because each round trip to the store makes the caller wait.
 */
@FunctionalInterface
public interface EntitlementFacts {
  /**
   * Reads the current facts. They are not one snapshot: other writes may happen between two of the
   * reads.
   *
   * @param key the idempotency key under which the request may have been made before
   * @param now decides whether the record of that key has expired
   */
  Facts find(
      PartnerId partner, CustomerId customer, EntitlementId id, IdempotencyKey key, Instant now);

  /**
   * The data that decides whether an entitlement may be used.
   *
   * @param earlier the record of an earlier request with the same key; empty if there is none
   */
  record Facts(
      Optional<IdempotencyRecord> earlier,
      Optional<Entitlement> entitlement,
      Optional<Partner> partner) {
    /** Returns how to treat a request whose key was used before; empty if the key is new. */
    public Optional<Repeat> repeat(Once<?> once) {
      return earlier.map(record -> record.repeatedBy(once.fingerprint()));
    }

    /** Returns whether the partner is known and may trade. */
    public boolean mayTrade() {
      return partner.filter(Partner::mayTrade).isPresent();
    }
  }
}
