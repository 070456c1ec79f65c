package dev.keyshelf.domain.order;

import dev.keyshelf.domain.catalog.Prices;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.partner.Partner;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the data that a purchase is decided by. It reads all of it together, because each round
 * trip to the store makes the buyer wait.
 */
@FunctionalInterface
public interface PurchaseFacts {
  /**
   * Reads the current facts. They are not one snapshot: other writes may happen between two of the
   * reads.
   *
   * @param key the idempotency key under which the purchase may have been made before
   * @param now decides whether the record of that key has expired
   */
  Facts find(PartnerId partner, CustomerId customer, IdempotencyKey key, Instant now);

  /**
   * The data that a purchase is decided by.
   *
   * @param earlier the record of an earlier request with the same key; empty if there is none
   * @param prices the prices of the catalogue version that is published now
   */
  record Facts(
      Optional<IdempotencyRecord> earlier,
      Optional<Customer> customer,
      Optional<Partner> partner,
      Prices prices) {}
}
