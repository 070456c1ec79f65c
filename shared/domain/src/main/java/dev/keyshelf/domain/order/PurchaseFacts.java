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
 * Finds what a purchase is decided by: all of it together, since a buyer waits for each journey to
 * the store.
 */
@FunctionalInterface
public interface PurchaseFacts {
  /**
   * Reads each of the facts as it is now; others may write between two of them.
   *
   * @param key under which the purchase may have been made before, not over at {@code now}
   */
  Facts find(PartnerId partner, CustomerId customer, IdempotencyKey key, Instant now);

  /**
   * What a purchase is decided by.
   *
   * @param earlier what was done under the request's key before
   * @param prices of the version of the catalogue that is published now
   */
  record Facts(
      Optional<IdempotencyRecord> earlier,
      Optional<Customer> customer,
      Optional<Partner> partner,
      Prices prices) {}
}
