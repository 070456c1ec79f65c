package dev.keyshelf.aws;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;
import java.util.Optional;

/** Entitlements in DynamoDB, in the same partition as their customer's orders. */
final class DynamoEntitlements implements Entitlements {
  private final Table table;

  DynamoEntitlements(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Entitlement> find(PartnerId partner, CustomerId customer, EntitlementId id) {
    return table
        .get(Keys.entitlement(partner, customer, id))
        .map(item -> EntitlementItems.entitlement(partner, customer, item));
  }

  @Override
  public List<Entitlement> listOf(PartnerId partner, CustomerId customer, OrderId order) {
    var range =
        Table.Range.startingWith(
            Keys.belongingsOf(partner, customer), Keys.ENTITLEMENT + order + "-");
    return table.query(range).stream()
        .map(item -> EntitlementItems.entitlement(partner, customer, item))
        .toList();
  }

  @Override
  public Page list(
      PartnerId partner,
      CustomerId customer,
      Wanted wanted,
      int limit,
      Optional<EntitlementId> after) {
    var found =
        table.search(
            Table.Range.startingWith(Keys.belongingsOf(partner, customer), Keys.ENTITLEMENT)
                .backwards(),
            limit,
            after.map(id -> Keys.entitlement(partner, customer, id).sort()).orElse(null),
            item -> EntitlementItems.entitlement(partner, customer, item),
            wanted::includes);
    return new Page(found.items(), found.last().map(Entitlement::id));
  }
}
