package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import dev.keyshelf.domain.order.Reservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders in DynamoDB, in their customer's partition, sorted by time. */
final class DynamoOrders implements Orders {
  private final Table table;
  private final CommandRecords records;

  DynamoOrders(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<Order> find(PartnerId partner, CustomerId customer, OrderId id) {
    return table
        .get(Keys.order(partner, customer, id))
        .map(item -> OrderItems.order(partner, customer, item));
  }

  @Override
  public List<Order> find(PartnerId partner, Map<OrderId, CustomerId> owners) {
    var keys =
        owners.entrySet().stream()
            .map(each -> Keys.order(partner, each.getValue(), each.getKey()))
            .toList();
    return table.get(keys).stream()
        .map(item -> OrderItems.order(partner, DynamoDesk.ownerOf(item), item))
        .toList();
  }

  @Override
  public Page list(
      PartnerId partner, CustomerId customer, Wanted wanted, int limit, Optional<OrderId> after) {
    var placed = Ulids.Span.between(wanted.from(), wanted.to());
    if (placed.isEmpty()) {
      return new Page(List.of(), Optional.empty());
    }
    var least = Keys.ORDER + placed.get().least();
    var most = Keys.ORDER + placed.get().most();
    var start = after.map(id -> Keys.order(partner, customer, id).sort()).orElse(null);
    if (start != null && (start.compareTo(least) < 0 || start.compareTo(most) > 0)) {
      // DynamoDB refuses a start key outside the range. No page returned a cursor with one.
      return new Page(List.of(), Optional.empty());
    }
    var found =
        table.search(
            Table.Range.between(Keys.belongingsOf(partner, customer), least, most).backwards(),
            limit,
            start,
            item -> OrderItems.order(partner, customer, item),
            wanted::includes);
    return new Page(found.items(), found.last().map(Order::id));
  }

  @Override
  public Commit place(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once) {
    return commit(table.writes().transaction(), order, reservation, activity, once);
  }

  @Override
  public Commit placeFirst(
      Order order, Reservation reservation, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = CustomerItems.fixMarket(table.writes().transaction(), order);
    return commit(transaction, order, reservation, activity, once);
  }

  private Commit commit(
      Transaction transaction,
      Order order,
      Reservation reservation,
      ActivityRecord activity,
      IdempotencyRecord once) {
    transaction.add(OrderItems.item(order));
    for (var entitlement : order.entitlements()) {
      transaction.add(EntitlementItems.item(entitlement));
      var keys = reservation.of(entitlement.id().line());
      for (int i = 0; i < keys.size(); i++) {
        IssuedKeyItems.give(
            transaction,
            entitlement,
            keys.get(i),
            IssuedKey.of(keys.get(i), entitlement.id(), i + 1, order.placedAt()));
      }
    }
    BackorderItems.wait(transaction, order, reservation, activity);
    DeskItems.charge(transaction, order);
    DeskItems.purchaseOrder(transaction, order);
    records.record(transaction, activity);
    records.answer(transaction, once, order.placedAt());
    return table.writes().commit(transaction, order.placedAt());
  }
}
