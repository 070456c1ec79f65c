package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.key.FreshKey;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.key.ProductKeys;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Issued keys in DynamoDB, in their customer's partition. */
final class DynamoProductKeys implements ProductKeys {
  /** The condition that the gate is open and the entitlement unchanged since it was read. */
  private static final String AS_READ = EntitlementItems.GATE_OPEN + " AND version = :version";

  private final Table table;
  private final CommandRecords records;

  DynamoProductKeys(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public List<IssuedKey> list(Entitlement entitlement) {
    var range =
        Table.Range.startingWith(
            Keys.belongingsOf(entitlement.partner(), entitlement.customer()),
            Keys.issuedKeysOf(entitlement.id()));
    return table.query(range).stream()
        .map(item -> IssuedKeyItems.key(entitlement.id(), item))
        .toList();
  }

  @Override
  public Commit issue(
      Entitlement entitlement,
      List<? extends FreshKey> keys,
      ActivityRecord activity,
      IdempotencyRecord once) {
    if (IssuedKeyItems.isTaken(table, keys)) {
      return Commit.STALE;
    }
    var now = activity.at();
    var after = entitlement.withKeysIssued();
    var values = asRead(entitlement, now);
    values.put(":issued", AttributeValue.fromN(Integer.toString(after.keysIssued())));
    values.put(":next", AttributeValue.fromN(Long.toString(after.version())));
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                EntitlementItems.key(entitlement),
                "SET keysIssued = :issued, version = :next",
                AS_READ,
                values);
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      IssuedKeyItems.give(
          transaction, entitlement, key, IssuedKey.of(key, entitlement.id(), i + 1, now));
    }
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.writes().commit(transaction, now);
  }

  @Override
  public Commit rotate(
      Entitlement entitlement,
      IssuedKey revoked,
      FreshKey fresh,
      ActivityRecord activity,
      IdempotencyRecord once) {
    if (IssuedKeyItems.isTaken(table, List.of(fresh))) {
      return Commit.STALE;
    }
    var now = activity.at();
    var values = asRead(entitlement, now);
    values.put(":next", AttributeValue.fromN(Long.toString(entitlement.version() + 1)));
    var transaction =
        table
            .writes()
            .transaction()
            .update(EntitlementItems.key(entitlement), "SET version = :next", AS_READ, values);
    IssuedKeyItems.revoke(transaction, entitlement, revoked, revoked.revocation().orElseThrow());
    IssuedKeyItems.give(transaction, entitlement, fresh, revoked.followedBy(fresh, now));
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.writes().commit(transaction, now);
  }

  @Override
  public Commit reveal(
      Entitlement entitlement, ActivityRecord activity, Optional<IdempotencyRecord> once) {
    var now = activity.at();
    var transaction =
        table
            .writes()
            .transaction()
            .check(EntitlementItems.key(entitlement), AS_READ, asRead(entitlement, now));
    records.record(transaction, activity);
    once.ifPresent(record -> records.answer(transaction, record, now));
    return table.writes().commit(transaction, now);
  }

  private static Map<String, AttributeValue> asRead(Entitlement entitlement, Instant now) {
    var values = new HashMap<>(CommandRecords.gateValues(now));
    values.put(":version", AttributeValue.fromN(Long.toString(entitlement.version())));
    return values;
  }
}
