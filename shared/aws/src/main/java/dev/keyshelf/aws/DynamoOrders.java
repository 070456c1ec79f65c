package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Orders;
import java.util.List;
import java.util.Optional;

/** Orders in DynamoDB: in the partition of their customer, sorted by time. */
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
      // DynamoDB refuses to go on from outside of the range, and nobody was sent there.
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
  public Commit place(Order order, ActivityRecord activity, IdempotencyRecord once) {
    return commit(table.transaction(), order, activity, once);
  }

  @Override
  public Commit placeFirst(Order order, ActivityRecord activity, IdempotencyRecord once) {
    return commit(CustomerItems.fixMarket(table.transaction(), order), order, activity, once);
  }

  private Commit commit(
      Transaction transaction, Order order, ActivityRecord activity, IdempotencyRecord once) {
    transaction.add(OrderItems.item(order));
    order.entitlements().forEach(each -> transaction.add(EntitlementItems.item(each)));
    transaction.add(LedgerItems.item(order.charge()));
    records.record(transaction, activity);
    records.answer(transaction, once, order.placedAt());
    return table.commit(transaction, order.placedAt());
  }
}
