package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyStocks;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.once.TimeLeft;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What key pools have left in DynamoDB, shard by shard. */
final class DynamoKeyStocks implements KeyStocks {
  private final Table table;

  DynamoKeyStocks(Table table) {
    this.table = table;
  }

  @Override
  public OptionalLong count(String pool, TimeLeft timeLeft) {
    var keys = 0L;
    for (int shard = 0; shard < PooledKey.SHARDS; shard++) {
      Map<String, AttributeValue> after = Map.of();
      do {
        if (timeLeft.isOver()) {
          return OptionalLong.empty();
        }
        var page = table.count(Keys.pool(pool, shard), after);
        keys += page.items();
        after = page.last();
      } while (!after.isEmpty());
    }
    return OptionalLong.of(keys);
  }
}
