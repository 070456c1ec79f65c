package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyBatches;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.once.Commit;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Batches of keys in DynamoDB; a key's uniqueness is an item beside it. */
final class DynamoKeyBatches implements KeyBatches {
  /** The most that DynamoDB takes; a key is two, and one for each other version of the hash key. */
  private static final int ACTIONS_A_TRANSACTION = 100;

  /** Leads from a key to its uniqueness item without opening it. */
  static final String FINGERPRINT = "fingerprint";

  private final Table table;
  private final Clock clock;

  DynamoKeyBatches(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public int add(KeyBatch batch, List<NewKey> keys) {
    note(batch);
    var added = 0L;
    var others = keys.isEmpty() ? 0 : keys.getFirst().fingerprint().others().size();
    var most = ACTIONS_A_TRANSACTION / (2 + others);
    for (int from = 0; from < keys.size(); from += most) {
      added += addAtOnce(keys.subList(from, Math.min(keys.size(), from + most)));
    }
    return Math.toIntExact(added);
  }

  private void note(KeyBatch batch) {
    var item =
        FormItems.fill(
            Item.at(Keys.keyBatch(batch.pool(), batch.name(), batch.sha256()))
                .with("sha256", batch.sha256())
                .with("keys", batch.keys())
                .with("importedAt", batch.importedAt())
                .with("fingerprintVersion", batch.fingerprintVersion()),
            batch.form());
    // When it is there already, it says the same, and when the file first came.
    table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
  }

  /** Adds what fits into one transaction. Usually none is known: then they all go at once. */
  private long addAtOnce(List<NewKey> keys) {
    if (isAdded(keys)) {
      return keys.size();
    }
    var known = known(keys);
    var fresh = keys.stream().filter(key -> !known.contains(key)).toList();
    if (fresh.isEmpty() || isAdded(fresh)) {
      return fresh.size();
    }
    return fresh.stream().filter(key -> isAdded(List.of(key))).count();
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
                  .with("pool", each.key().pool())
                  .with("batch", each.key().batch())
                  .with("shard", each.key().shard())
                  .with("id", each.key().id()))
          .add(
              item(each.key())
                  .with(FINGERPRINT, HexFormat.of().parseHex(each.fingerprint().current())));
      each.fingerprint().others().forEach(other -> transaction.absent(Keys.keyUniqueness(other)));
    }
    return table.writes().commit(transaction, clock.instant()) == Commit.DONE;
  }

  private static Item item(PooledKey key) {
    return FormItems.fill(
        Item.at(Keys.pooledKey(key.pool(), key.shard(), key.id()))
            .with("sealed", key.sealed().ciphertext())
            .with("lastFive", key.lastFive())
            .with("batch", key.batch()),
        key.form());
  }
}
