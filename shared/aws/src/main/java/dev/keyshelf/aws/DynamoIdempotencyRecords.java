package dev.keyshelf.aws;

import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.StoredAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Idempotency records in DynamoDB. */
final class DynamoIdempotencyRecords implements IdempotencyRecords {
  /** The placeholder answer of a claimed key. The commands under it have their own answers. */
  private static final StoredAnswer NO_ANSWER = new StoredAnswer(204, Map.of(), "", false);

  private final Table table;
  private final IdempotencyItems items;

  DynamoIdempotencyRecords(Table table, IdempotencyItems items) {
    this.table = table;
    this.items = items;
  }

  @Override
  public Optional<IdempotencyRecord> find(IdempotencyKey key, Instant now) {
    return table.get(Keys.once(key)).flatMap(item -> items.find(key, item, now));
  }

  @Override
  public boolean claim(IdempotencyKey key, String fingerprint, Instant now) {
    // A repeated claim does not extend the time of the key. The key must not outlive the records of
    // the commands under it.
    return table
            .writes()
            .put(
                items.item(new IdempotencyRecord(key, fingerprint, NO_ANSWER), now),
                "attribute_not_exists(%s) OR %s <= :now".formatted(Keys.PARTITION, Keys.TTL),
                Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))))
        || find(key, now).filter(claimed -> claimed.fingerprint().equals(fingerprint)).isPresent();
  }
}
