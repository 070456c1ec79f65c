package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.stock.Change;
import dev.keyshelf.domain.stock.Shelf;
import dev.keyshelf.domain.stock.SoldKey;
import dev.keyshelf.domain.stock.Stock;
import dev.keyshelf.domain.stock.StockWork;
import dev.keyshelf.domain.stock.StockedKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys in stock in DynamoDB, and the sold keys of each batch. */
final class DynamoStock implements Stock {
  private static final int PAGE = 500;

  /** DynamoDB's limit of actions in a transaction, less one for the counter. */
  private static final int ACTIONS_A_STEP = 99;

  /** When an item of work lists this many lost keys, no more are added. */
  private static final int MOST_LOST = 1_000;

  private static final String WORKING =
      "attribute_exists(" + Keys.PARTITION + ") AND attribute_not_exists(endedAt)";

  private final Table table;
  private final CommandRecords records;
  private final Clock clock;

  DynamoStock(Table table, CommandRecords records, Clock clock) {
    this.table = table;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public List<KeyBatch> batches(String pool) {
    return table.query(Table.Range.all(Keys.keyBatch(pool, "", "").partition())).stream()
        .map(item -> StockItems.batch(pool, item))
        .toList();
  }

  @Override
  public List<String> movedFrom(String pool) {
    return table.query(Table.Range.all(StockKeys.move(pool, "").partition())).stream()
        .map(item -> item.text(Keys.SORT))
        .toList();
  }

  @Override
  public OptionalLong quarantined(String pool, TimeLeft timeLeft) {
    return DynamoKeyPools.count(table, shard -> StockKeys.quarantine(pool, shard), timeLeft);
  }

  @Override
  public Page list(String pool, Shelf shelf, int shard, Optional<String> after) {
    var range = Table.Range.all(StockItems.shelfOf(pool, shelf, shard));
    var page = table.query(range, PAGE, after.orElse(null));
    var keys = page.items().stream().map(item -> StockItems.key(pool, shelf, shard, item)).toList();
    return new Page(keys, page.more() ? Optional.of(keys.getLast().key().id()) : Optional.empty());
  }

  @Override
  public List<Trace> find(List<Fingerprint> keys) {
    var known =
        byKey(keys.stream().flatMap(Fingerprint::all).map(Keys::keyUniqueness).distinct().toList());
    var places =
        known.values().stream()
            .filter(item -> item.has("id"))
            .flatMap(item -> Stream.of(Shelf.values()).map(shelf -> placeOf(item, shelf)))
            .distinct()
            .toList();
    var stocked = byKey(places);
    return keys.stream()
        .map(
            key ->
                key.all()
                    .flatMap(
                        hash -> Optional.ofNullable(known.get(Keys.keyUniqueness(hash))).stream())
                    .findFirst()
                    .map(item -> traceOf(item, stocked))
                    .orElseGet(Trace.Unknown::new))
        .toList();
  }

  private static Trace traceOf(Item known, Map<Key, Item> stocked) {
    if (known.has(StockItems.WITHDRAWN)) {
      return new Trace.Withdrawn(known.text(StockItems.WITHDRAWN));
    }
    if (!known.has("id")) {
      return new Trace.Elsewhere();
    }
    for (var shelf : Shelf.values()) {
      var item = stocked.get(placeOf(known, shelf));
      if (item != null) {
        return new Trace.Stocked(
            StockItems.key(known.text("pool"), shelf, known.integer("shard"), item));
      }
    }
    var supply = new Supply(known.text("pool"), known.text("batch"));
    return new Trace.Gone(new StockWork.Lost(supply.origin(), known.text("id")));
  }

  private static Key placeOf(Item known, Shelf shelf) {
    return StockItems.place(known.text("pool"), shelf, known.integer("shard"), known.text("id"));
  }

  private Map<Key, Item> byKey(List<Key> keys) {
    return table.get(keys).stream().collect(Collectors.toMap(Item::key, Function.identity()));
  }

  @Override
  public List<SoldKey> sold(List<StockWork.Lost> keys) {
    var found = new ArrayList<Key>();
    for (var key : keys) {
      var page =
          table.queryIndex(
              Keys.WINDOWS_INDEX,
              Keys.WINDOW_SHARD + " = :shard AND " + Keys.WINDOW_SORT + " = :id",
              Map.of(
                  ":shard",
                      AttributeValue.fromS(StockKeys.soldKeys(key.origin(), key.id().charAt(0))),
                  ":id", AttributeValue.fromS(key.id())),
              1,
              null);
      page.items().forEach(item -> found.add(item.key()));
    }
    return soldAt(found);
  }

  @Override
  public SoldPage sold(Supply batch, int limit, Optional<String> after) {
    var found = new ArrayList<Key>();
    var last = after.orElse("");
    var first = last.isEmpty() ? 0 : StockKeys.SOLD_SHARDS.indexOf(last.charAt(0));
    for (int i = first; i < StockKeys.SOLD_SHARDS.length(); i++) {
      var shard = StockKeys.SOLD_SHARDS.charAt(i);
      Map<String, AttributeValue> values = new HashMap<>();
      values.put(":shard", AttributeValue.fromS(StockKeys.soldKeys(batch.origin(), shard)));
      values.put(":after", AttributeValue.fromS(i == first && !last.isEmpty() ? last : " "));
      var page =
          table.queryIndex(
              Keys.WINDOWS_INDEX,
              Keys.WINDOW_SHARD + " = :shard AND " + Keys.WINDOW_SORT + " > :after",
              values,
              limit - found.size(),
              null);
      page.items().forEach(item -> found.add(item.key()));
      if (!page.items().isEmpty()) {
        last = page.items().getLast().text(Keys.WINDOW_SORT);
      }
      if (found.size() == limit) {
        return new SoldPage(soldAt(found), Optional.of(last));
      }
    }
    return new SoldPage(soldAt(found), Optional.empty());
  }

  private List<SoldKey> soldAt(List<Key> keys) {
    var items = byKey(keys);
    return keys.stream()
        .flatMap(key -> Optional.ofNullable(items.get(key)).stream())
        .map(IssuedKeyItems::sold)
        .toList();
  }

  @Override
  public Optional<StockWork> find(String id) {
    return table.get(StockKeys.stockWork(id)).map(item -> StockItems.work(id, item));
  }

  @Override
  public Commit begin(StockWork work, ActivityRecord begun, List<Move> moves) {
    // Written before the first key moves. The entry only says that keys may have moved.
    for (var move : moves) {
      table
          .writes()
          .put(
              Item.at(StockKeys.move(move.from(), move.to())),
              "attribute_not_exists(" + Keys.PARTITION + ")",
              Map.of());
    }
    var transaction = table.writes().transaction().add(StockItems.work(work));
    records.record(transaction, begun);
    return table.writes().commit(transaction, begun.at());
  }

  @Override
  public int most(Change change) {
    return change instanceof Change.Move ? ACTIONS_A_STEP / 3 : ACTIONS_A_STEP / 2;
  }

  @Override
  public Commit change(StockWork work, Change change, List<StockedKey> keys) {
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                StockKeys.stockWork(work.id()),
                "ADD changed :keys",
                WORKING,
                Map.of(":keys", number(keys.size())));
    keys.forEach(key -> StockItems.change(transaction, change, key, work));
    return table.writes().commit(transaction, clock.instant());
  }

  @Override
  public List<StockedKey> taken(Change change, List<StockedKey> keys) {
    return switch (change) {
      case Change.Withdraw _ -> {
        var known =
            byKey(
                keys.stream()
                    .flatMap(key -> key.fingerprint().stream())
                    .map(Keys::keyUniqueness)
                    .toList());
        yield keys.stream()
            .filter(
                key ->
                    key.fingerprint()
                        .map(Keys::keyUniqueness)
                        .map(place -> isStillKnown(known.get(place)))
                        .orElse(true))
            .toList();
      }
      case Change.Move(var to) -> notIn(keys, key -> placeIn(to, Shelf.FOR_SALE, key));
      case Change.Quarantine() ->
          notIn(keys, key -> placeIn(key.key().pool(), Shelf.QUARANTINE, key));
      case Change.Release() -> notIn(keys, key -> placeIn(key.key().pool(), Shelf.FOR_SALE, key));
    };
  }

  private static boolean isStillKnown(@Nullable Item known) {
    return known != null && !known.has(StockItems.WITHDRAWN);
  }

  private static Key placeIn(String pool, Shelf shelf, StockedKey key) {
    return StockItems.place(pool, shelf, key.key().shard(), key.key().id());
  }

  private List<StockedKey> notIn(List<StockedKey> keys, Function<StockedKey, Key> place) {
    var there = byKey(keys.stream().map(place).toList());
    return keys.stream().filter(key -> !there.containsKey(place.apply(key))).toList();
  }

  @Override
  public void note(StockWork work, List<String> lost) {
    var noted = StockItems.LOST;
    // Keys beyond the limit are not listed. They are sold, so their batch lists them.
    var _ =
        table
            .writes()
            .update(
                StockKeys.stockWork(work.id()),
                "ADD " + noted + " :lost",
                "attribute_not_exists(" + noted + ") OR size(" + noted + ") < :most",
                Map.of(":lost", AttributeValue.fromSs(lost), ":most", number(MOST_LOST)));
  }

  @Override
  public void reached(StockWork work, StockWork.Place place) {
    // A place of another run of the same work is right, too: nothing before it is left to do.
    var _ =
        table
            .writes()
            .update(
                StockKeys.stockWork(work.id()),
                "SET " + StockItems.PLACE + " = :place",
                WORKING,
                Map.of(":place", AttributeValue.fromM(StockItems.item(place).values())));
  }

  @Override
  public Commit end(StockWork work, ActivityRecord done) {
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                StockKeys.stockWork(work.id()),
                "SET endedAt = :at",
                WORKING,
                Map.of(":at", AttributeValue.fromS(Keys.time(done.at()))));
    records.record(transaction, done);
    return table.writes().commit(transaction, done.at());
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
