package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.stock.Change;
import dev.keyshelf.domain.stock.Shelf;
import dev.keyshelf.domain.stock.StockWork;
import dev.keyshelf.domain.stock.StockedKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts keys in stock to items and back. They lie in their pool or in its quarantine. */
final class StockItems {
  static final String WITHDRAWN = "withdrawnBy";
  static final String LOST = "lost";
  static final String PLACE = "place";

  private static final String THERE = "attribute_exists(" + Keys.PARTITION + ")";

  private StockItems() {}

  static Key place(String pool, Shelf shelf, int shard, String id) {
    return new Key(shelfOf(pool, shelf, shard), id);
  }

  static String shelfOf(String pool, Shelf shelf, int shard) {
    return switch (shelf) {
      case FOR_SALE -> Keys.pool(pool, shard);
      case QUARANTINE -> StockKeys.quarantine(pool, shard);
    };
  }

  static StockedKey key(String pool, Shelf shelf, int shard, Item item) {
    return new StockedKey(
        new PooledKey(
            item.text(Keys.SORT),
            pool,
            shard,
            new Sealed(item.text("sealed")),
            item.text("lastFive"),
            FormItems.form(item),
            item.text("batch")),
        shelf,
        item.optionalBytes(DynamoKeyBatches.FINGERPRINT).map(HexFormat.of()::formatHex));
  }

  /** Adds the actions that change one key: at most two, or three for a move. */
  static void change(Transaction transaction, Change change, StockedKey key, StockWork work) {
    var pooled = key.key();
    transaction.remove(place(pooled.pool(), key.shelf(), pooled.shard(), pooled.id()));
    switch (change) {
      case Change.Withdraw(var importable) ->
          key.fingerprint()
              .map(Keys::keyUniqueness)
              .ifPresent(
                  known -> {
                    if (importable) {
                      transaction.remove(known);
                    } else {
                      transaction.update(
                          known,
                          "SET " + WITHDRAWN + " = :work",
                          THERE,
                          Map.of(":work", AttributeValue.fromS(work.id())));
                    }
                  });
      case Change.Move(var to) -> {
        var supply = key.supply().movedTo(to);
        transaction.add(item(key, supply, Shelf.FOR_SALE));
        key.fingerprint()
            .map(Keys::keyUniqueness)
            .ifPresent(
                known ->
                    transaction.put(
                        DynamoKeyBatches.known(known, supply, pooled.shard(), pooled.id()),
                        THERE,
                        Map.of()));
      }
      case Change.Quarantine() -> transaction.add(item(key, key.supply(), Shelf.QUARANTINE));
      case Change.Release() -> transaction.add(item(key, key.supply(), Shelf.FOR_SALE));
    }
  }

  private static Item item(StockedKey key, Supply supply, Shelf shelf) {
    var pooled = key.key();
    var item =
        Item.at(place(supply.pool(), shelf, pooled.shard(), pooled.id()))
            .with("sealed", pooled.sealed().ciphertext())
            .with("lastFive", pooled.lastFive())
            .with("batch", supply.batch());
    key.fingerprint()
        .ifPresent(
            known -> item.with(DynamoKeyBatches.FINGERPRINT, HexFormat.of().parseHex(known)));
    return FormItems.fill(item, pooled.form());
  }

  static KeyBatch batch(String pool, Item item) {
    var sort = item.text(Keys.SORT);
    return new KeyBatch(
        pool,
        sort.substring(0, sort.lastIndexOf('#')),
        FormItems.form(item),
        item.text("sha256"),
        item.integer("keys"),
        item.instant("importedAt"),
        item.integer("fingerprintVersion"));
  }

  static Item work(StockWork work) {
    return Item.at(StockKeys.stockWork(work.id()))
        .with("fingerprint", work.fingerprint())
        .with("changed", work.changed());
  }

  static StockWork work(String id, Item item) {
    return new StockWork(
        id,
        item.text("fingerprint"),
        item.number("changed"),
        Optional.ofNullable(item.values().get(LOST)).map(AttributeValue::ss).orElseGet(List::of),
        item.optionalItem(PLACE).map(StockItems::workPlace),
        item.has("endedAt"));
  }

  /** Names of pools have no blanks. */
  static Item item(StockWork.Place place) {
    return Item.inner()
        .with("pools", String.join(" ", place.pools()))
        .with("pool", place.pool())
        .with("shelf", place.shelf().name())
        .with("shard", place.shard())
        .withText("after", place.after());
  }

  private static StockWork.Place workPlace(Item item) {
    return new StockWork.Place(
        List.of(item.text("pools").split(" ")),
        item.text("pool"),
        Shelf.valueOf(item.text("shelf")),
        item.integer("shard"),
        item.optionalText("after"));
  }
}
