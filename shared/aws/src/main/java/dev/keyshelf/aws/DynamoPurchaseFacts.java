package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.order.PurchaseFacts;
import java.time.Instant;

/** Reads the facts for a purchase in one call. */
final class DynamoPurchaseFacts implements PurchaseFacts {
  private final Table table;
  private final IdempotencyItems records;
  private final DynamoCatalogue catalogue;

  DynamoPurchaseFacts(Table table, IdempotencyItems records) {
    this.table = table;
    this.records = records;
    this.catalogue = new DynamoCatalogue(table);
  }

  @Override
  public Facts find(PartnerId partner, CustomerId customer, IdempotencyKey key, Instant now) {
    var once = Keys.once(key);
    var buyer = Keys.customer(partner, customer);
    var registered = Keys.partner(partner);
    var version = Keys.currentCatalogue();
    var found = Together.read(table, once, buyer, registered, version);
    return new Facts(
        found.find(once).flatMap(item -> records.find(key, item, now)),
        found.find(buyer).map(item -> CustomerItems.customer(partner, item)),
        found.find(registered).map(item -> DynamoPartners.partner(partner, item)),
        catalogue.pricesOf(found.find(version)));
  }
}
