package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.order.PurchaseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a purchase is decided by in one call. */
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
    var wanted =
        List.of(
            Keys.once(key),
            Keys.customer(partner, customer),
            Keys.partner(partner),
            Keys.currentCatalogue());
    var found =
        table.get(wanted).stream().collect(Collectors.toMap(Item::key, Function.identity()));
    return new Facts(
        Optional.ofNullable(found.get(wanted.get(0))).flatMap(item -> records.find(key, item, now)),
        Optional.ofNullable(found.get(wanted.get(1)))
            .map(item -> CustomerItems.customer(partner, item)),
        Optional.ofNullable(found.get(wanted.get(2)))
            .map(item -> DynamoPartners.partner(partner, item)),
        catalogue.pricesOf(Optional.ofNullable(found.get(wanted.get(3)))));
  }
}
