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

/** Batches of keys in DynamoDB. A second item for each key keeps it unique. */
final class DynamoKeyBatches implements KeyBatches {
  /**
   * DynamoDB's limit of actions in a transaction. A key takes two, and one more for each other
   * version of the hash key.
   */
  private static final int ACTIONS_A_TRANSACTION = 100;

  /** The attribute that leads from a key to its uniqueness item, without decrypting the key. */
  static final String FINGERPRINT = "fingerprint";

  private static final EarlierKeys NOWHERE = new EarlierKeys(Optional.empty(), Optional.empty(), 1);

  private final Table table;
  private final KeyAdmission admission;
  private final Clock clock;

  DynamoKeyBatches(Table table, KeyAdmission admission, Clock clock) {
    this.table = table;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public Added add(KeyBatch batch, List<NewKey> keys) {
    // By another hash key, each known key would be added again.
    admission.require();
    note(batch);
    List<EarlierKeys> known = new ArrayList<>();
    var others = keys.isEmpty() ? 0 : keys.getFirst().fingerprint().others().size();
    var most = ACTIONS_A_TRANSACTION / (2 + others);
    for (int from = 0; from < keys.size(); from += most) {
      known.addAll(addAtOnce(keys.subList(from, Math.min(keys.size(), from + most))));
    }
    return new Added(keys.size() - known.size(), together(known));
  }

  /** Sums up the keys of each batch, largest sum first. */
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
    // An existing item says the same, with the time when the file was first imported.
    table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
  }

  /**
   * Adds the keys of one transaction. Usually none is known, and one write adds them all.
   *
   * @return the earlier batch of each key that was not added
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
          // Another import added it after the lookup.
          known.put(key, known(List.of(key)).getOrDefault(key, NOWHERE));
        }
      }
    }
    return known.values();
  }

  /** Returns the known ones of these keys, with the batch of each. */
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

  /**
   * Returns the permanent uniqueness item of a key. It also says where the unsold key is stored.
   */
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
