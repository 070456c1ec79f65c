package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.key.Backlog;
import dev.keyshelf.domain.key.Backorder;
import dev.keyshelf.domain.key.Backorders;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.once.Commit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The orders that wait for keys, in one partition of DynamoDB, sorted by their time. */
final class DynamoBackorders implements Backorders {
  private final Table table;
  private final CommandRecords records;

  DynamoBackorders(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Page list(int limit, Optional<OrderId> after) {
    var page =
        table.query(
            Table.Range.all(Keys.BACKORDERS), limit, after.map(OrderId::value).orElse(null));
    var backorders = page.items().stream().map(BackorderItems::backorder).toList();
    return new Page(
        backorders, page.more() ? Optional.of(backorders.getLast().order()) : Optional.empty());
  }

  @Override
  public Optional<Backorder> find(OrderId order) {
    return table.get(Keys.backorder(order)).map(BackorderItems::backorder);
  }

  @Override
  public Map<String, Backlog> backlogs(Set<String> pools) {
    Map<Key, String> names = new HashMap<>();
    pools.forEach(pool -> names.put(Keys.backlog(pool), pool));
    Map<String, Backlog> backlogs = new HashMap<>();
    pools.forEach(pool -> backlogs.put(pool, Backlog.none(pool)));
    for (var item : table.get(names.keySet())) {
      var pool = names.getOrDefault(item.key(), "");
      backlogs.put(pool, BackorderItems.backlog(pool, item));
    }
    return Map.copyOf(backlogs);
  }

  @Override
  public Commit reserve(
      Backorder before, Backorder after, Optional<Reserved> reserved, Instant now) {
    var transaction = table.writes().transaction();
    BackorderItems.change(transaction, before, after);
    reserved.ifPresent(given -> give(transaction, given, now));
    return table.writes().commit(transaction, now);
  }

  private void give(Transaction transaction, Reserved given, Instant now) {
    var entitlement = given.entitlement();
    var after = entitlement.withKeysReserved(given.keys().size());
    var values = new HashMap<>(CommandRecords.gateValues(now));
    values.put(":version", number(entitlement.version()));
    values.put(":issued", number(after.keysIssued()));
    values.put(":next", number(after.version()));
    transaction.update(
        EntitlementItems.key(entitlement),
        "SET keysIssued = :issued, version = :next",
        EntitlementItems.GATE_OPEN + " AND version = :version",
        values);
    var ordinal = entitlement.keysIssued();
    for (var key : given.keys()) {
      ordinal++;
      IssuedKeyItems.give(
          transaction, entitlement, key, IssuedKey.of(key, entitlement.id(), ordinal, now));
    }
    records.record(transaction, given.activity());
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
