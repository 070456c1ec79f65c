package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyPools;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Key pools in DynamoDB, sharded; a claim enters at a random shard and place. */
final class DynamoKeyPools implements KeyPools {
  /** Before and after every id, which is hexadecimal. */
  private static final String LEAST = "0";

  private static final String MOST = "g";

  /** The most that DynamoDB takes; a key is two, and one for each other version of the hash key. */
  private static final int ACTIONS_A_TRANSACTION = 100;

  private final Table table;
  private final Clock clock;

  DynamoKeyPools(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
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

  @Override
  public void note(KeyBatch batch) {
    var item =
        Item.at(Keys.keyBatch(batch.pool(), batch.name(), batch.sha256()))
            .with("sha256", batch.sha256())
            .with("keys", batch.keys())
            .with("importedAt", batch.importedAt())
            .with("fingerprintVersion", batch.fingerprintVersion());
    // When it is there already, it says the same, and when the file first came.
    table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
  }

  @Override
  public List<PooledKey> add(List<NewKey> keys) {
    var known = new ArrayList<PooledKey>();
    var others = keys.isEmpty() ? 0 : keys.getFirst().fingerprint().others().size();
    var most = ACTIONS_A_TRANSACTION / (2 + others);
    for (int from = 0; from < keys.size(); from += most) {
      var some = keys.subList(from, Math.min(keys.size(), from + most));
      // Usually none of them is known: then they all go at once.
      if (!isAdded(some)) {
        var before = known(some);
        var fresh = some.stream().filter(key -> !before.contains(key)).toList();
        before.forEach(key -> known.add(key.key()));
        if (!fresh.isEmpty() && !isAdded(fresh)) {
          fresh.stream().filter(key -> !isAdded(List.of(key))).forEach(key -> known.add(key.key()));
        }
      }
    }
    return known;
  }

  private List<NewKey> known(List<NewKey> keys) {
    var found =
        table
            .get(
                keys.stream()
                    .flatMap(key -> key.fingerprint().all())
                    .map(Keys::keyUniqueness)
                    .toList())
            .stream()
            .map(Item::key)
            .collect(Collectors.toUnmodifiableSet());
    return keys.stream()
        .filter(key -> key.fingerprint().all().map(Keys::keyUniqueness).anyMatch(found::contains))
        .toList();
  }

  private boolean isAdded(List<NewKey> keys) {
    var transaction = table.writes().transaction();
    for (var each : keys) {
      transaction
          .add(
              Item.at(Keys.keyUniqueness(each.fingerprint().current()))
                  .with("batch", each.key().batch()))
          .add(item(each.key()));
      each.fingerprint().others().forEach(other -> transaction.absent(Keys.keyUniqueness(other)));
    }
    return table.writes().commit(transaction, clock.instant()) == Commit.DONE;
  }

  private static Item item(PooledKey key) {
    return Item.at(Keys.pooledKey(key.pool(), key.shard(), key.id()))
        .with("sealed", key.sealed().ciphertext())
        .with("lastFive", key.lastFive())
        .with("batch", key.batch());
  }

  private static PooledKey key(String pool, int shard, Item item) {
    return new PooledKey(
        item.text(Keys.SORT),
        pool,
        shard,
        new Sealed(item.text("sealed")),
        item.text("lastFive"),
        item.text("batch"));
  }
}
