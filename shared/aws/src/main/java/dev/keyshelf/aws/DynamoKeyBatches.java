package dev.keyshelf.aws;

import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyBatches;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.Commit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Batches of keys in DynamoDB; a key's uniqueness is an item beside it. */
final class DynamoKeyBatches implements KeyBatches {
  /** The most that DynamoDB takes; a key is two, and one for each other version of the hash key. */
  private static final int ACTIONS_A_TRANSACTION = 100;

  /** Leads from a key to its uniqueness item without opening it. */
  static final String FINGERPRINT = "fingerprint";

  private static final EarlierKeys NOWHERE = new EarlierKeys(Optional.empty(), Optional.empty(), 1);

  private final Table table;
  private final Clock clock;

  DynamoKeyBatches(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Added add(KeyBatch batch, List<NewKey> keys) {
    note(batch);
    List<EarlierKeys> known = new ArrayList<>();
    var others = keys.isEmpty() ? 0 : keys.getFirst().fingerprint().others().size();
    var most = ACTIONS_A_TRANSACTION / (2 + others);
    for (int from = 0; from < keys.size(); from += most) {
      known.addAll(addAtOnce(keys.subList(from, Math.min(keys.size(), from + most))));
    }
    return new Added(keys.size() - known.size(), together(known));
  }

  /** Counts those of one place together; most first. */
  private static List<EarlierKeys> together(List<EarlierKeys> one) {
    return one.stream()
        .collect(Collectors.groupingBy(key -> key, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            place ->
                new EarlierKeys(
                    place.getKey().pool(),
                    place.getKey().batch(),
                    Math.toIntExact(place.getValue())))
        .sorted(Comparator.comparingInt(EarlierKeys::keys).reversed())
        .toList();
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

  /**
   * Adds what fits into one transaction. Usually none is known: then they all go at once.
   *
   * @return where each is from that was not added
   */
  private Collection<EarlierKeys> addAtOnce(List<NewKey> keys) {
    if (isAdded(keys)) {
      return List.of();
    }
    var known = known(keys);
    var fresh = keys.stream().filter(key -> !known.containsKey(key)).toList();
    if (!fresh.isEmpty() && !isAdded(fresh)) {
      for (var key : fresh) {
        if (!isAdded(List.of(key))) {
          // Another import brought it after the look-up.
          known.put(key, known(List.of(key)).getOrDefault(key, NOWHERE));
        }
      }
    }
    return known.values();
  }

  /** Gives where each of some keys is from that are known. */
  private Map<NewKey, EarlierKeys> known(List<NewKey> keys) {
    Map<Key, Item> found = new HashMap<>();
    var places =
        keys.stream().flatMap(key -> key.fingerprint().all()).map(Keys::keyUniqueness).toList();
    table.get(places).forEach(item -> found.put(item.key(), item));
    Map<NewKey, EarlierKeys> known = new LinkedHashMap<>();
    for (var key : keys) {
      key.fingerprint()
          .all()
          .map(Keys::keyUniqueness)
          .filter(found::containsKey)
          .findFirst()
          .ifPresent(at -> known.put(key, from(Objects.requireNonNull(found.get(at)))));
    }
    return known;
  }

  private static EarlierKeys from(Item uniqueness) {
    var withdrawn = uniqueness.has(StockItems.WITHDRAWN) ? ", withdrawn" : "";
    return new EarlierKeys(
        uniqueness.optionalText("pool"),
        uniqueness.optionalText("batch").map(batch -> batch + withdrawn),
        1);
  }

  private boolean isAdded(List<NewKey> keys) {
    var transaction = table.writes().transaction();
    for (var each : keys) {
      transaction
          .add(
              known(
                  Keys.keyUniqueness(each.fingerprint().current()),
                  new Supply(each.key().pool(), each.key().batch()),
                  each.key().shard(),
                  each.key().id()))
          .add(
              item(each.key())
                  .with(FINGERPRINT, HexFormat.of().parseHex(each.fingerprint().current())));
      each.fingerprint().others().forEach(other -> transaction.absent(Keys.keyUniqueness(other)));
    }
    return table.writes().commit(transaction, clock.instant()) == Commit.DONE;
  }

  /** Gives what is known of a key for good, and where it lies until it is sold. */
  static Item known(Key place, Supply supply, int shard, String id) {
    return Item.at(place)
        .with("pool", supply.pool())
        .with("batch", supply.batch())
        .with("shard", shard)
        .with("id", id);
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
