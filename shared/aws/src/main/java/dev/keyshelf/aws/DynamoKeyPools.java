package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.KeyStocks;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.TimeLeft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Key pools in DynamoDB, in shards. A search for keys starts at a random shard and place. */
final class DynamoKeyPools implements KeyPools, KeyStocks {
  /** Sort keys before and after every id. Ids are hexadecimal. */
  private static final String LEAST = "0";

  private static final String MOST = "g";

  private final Table table;

  DynamoKeyPools(Table table) {
    this.table = table;
  }

  @Override
  public List<PooledKey> pick(String pool, int count) {
    Map<String, PooledKey> picked = new LinkedHashMap<>();
    var entry = PooledKey.randomShard();
    for (int i = 0; i < PooledKey.SHARDS && picked.size() < count; i++) {
      var shard = (entry + i) % PooledKey.SHARDS;
      var place = PooledKey.randomId();
      pick(pool, shard, place, MOST, count, picked);
      pick(pool, shard, LEAST, place, count, picked);
    }
    return List.copyOf(picked.values());
  }

  private void pick(
      String pool, int shard, String least, String most, int count, Map<String, PooledKey> picked) {
    if (picked.size() < count) {
      var range = Table.Range.between(Keys.pool(pool, shard), least, most);
      for (var item : table.query(range, count - picked.size(), null).items()) {
        var key = key(pool, shard, item);
        picked.put(key.id(), key);
      }
    }
  }

  @Override
  public long count(String pool, long most) {
    var counted = 0L;
    var entry = PooledKey.randomShard();
    for (int i = 0; i < PooledKey.SHARDS && counted < most; i++) {
      var shard = (entry + i) % PooledKey.SHARDS;
      counted += table.countUpTo(Keys.pool(pool, shard), most - counted);
    }
    return counted;
  }

  @Override
  public OptionalLong count(String pool, TimeLeft timeLeft) {
    return count(table, shard -> Keys.pool(pool, shard), timeLeft);
  }

  /** Counts the items of all shards. The result is empty if the time runs out before. */
  static OptionalLong count(Table table, IntFunction<String> partition, TimeLeft timeLeft) {
    var keys = 0L;
    for (int shard = 0; shard < PooledKey.SHARDS; shard++) {
      Map<String, AttributeValue> after = Map.of();
      do {
        if (timeLeft.isOver()) {
          return OptionalLong.empty();
        }
        var page = table.count(partition.apply(shard), after);
        keys += page.items();
        after = page.last();
      } while (!after.isEmpty());
    }
    return OptionalLong.of(keys);
  }

  private static PooledKey key(String pool, int shard, Item item) {
    return new PooledKey(
        item.text(Keys.SORT),
        pool,
        shard,
        new Sealed(item.text("sealed")),
        item.text("lastFive"),
        FormItems.form(item),
        item.text("batch"));
  }
}
