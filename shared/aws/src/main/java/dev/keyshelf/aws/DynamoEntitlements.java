package dev.keyshelf.aws;

import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlements;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.util.List;
import java.util.Optional;

/** Entitlements in DynamoDB: beside the orders of their customer. */
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
      PartnerId partner, CustomerId customer, int limit, Optional<EntitlementId> after) {
    var range =
        Table.Range.startingWith(Keys.belongingsOf(partner, customer), Keys.ENTITLEMENT)
            .backwards();
    var page =
        table.query(
            range,
            limit,
            after.map(id -> Keys.entitlement(partner, customer, id).sort()).orElse(null));
    var entitlements =
        page.items().stream()
            .map(item -> EntitlementItems.entitlement(partner, customer, item))
            .toList();
    return new Page(
        entitlements, page.more() ? Optional.of(entitlements.getLast().id()) : Optional.empty());
  }
}
