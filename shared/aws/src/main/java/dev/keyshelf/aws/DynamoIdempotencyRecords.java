package dev.keyshelf.aws;

import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.IdempotencyRecords;
import java.time.Instant;
import java.util.Optional;

/** Idempotency records in DynamoDB. */
final class DynamoIdempotencyRecords implements IdempotencyRecords {
  private final Table table;
  private final IdempotencyItems items;

  DynamoIdempotencyRecords(Table table, IdempotencyItems items) {
    this.table = table;
    this.items = items;
  }

  @Override
  public Optional<IdempotencyRecord> find(IdempotencyKey key, Instant now) {
    return table
        .get(Keys.once(key))
        .filter(item -> !IdempotencyItems.isOver(item, now))
        .map(item -> items.record(key, item));
  }
}
