package dev.keyshelf.aws;

import dev.keyshelf.domain.entitlement.EntitlementFacts;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import java.time.Instant;

/** Reads the facts for a use of an entitlement in one call. */
final class DynamoEntitlementFacts implements EntitlementFacts {
  private final Table table;
  private final IdempotencyItems records;

  DynamoEntitlementFacts(Table table, IdempotencyItems records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Facts find(
      PartnerId partner, CustomerId customer, EntitlementId id, IdempotencyKey key, Instant now) {
    var once = Keys.once(key);
    var entitlement = Keys.entitlement(partner, customer, id);
    var registered = Keys.partner(partner);
    var found = Together.read(table, once, entitlement, registered);
    return new Facts(
        found.find(once).flatMap(item -> records.find(key, item, now)),
        found.find(entitlement).map(item -> EntitlementItems.entitlement(partner, customer, item)),
        found.find(registered).map(item -> DynamoPartners.partner(partner, item)));
  }
}
