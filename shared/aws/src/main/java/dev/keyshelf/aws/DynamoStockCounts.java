package dev.keyshelf.aws;

import dev.keyshelf.domain.key.StockCount;
import dev.keyshelf.domain.key.StockCounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The last counts of pools in DynamoDB: an item for each pool, spread over a few partitions. */
final class DynamoStockCounts implements StockCounts {
  /** The attribute of a count that was low. Counts of release 0.1.0 do not have it. */
  private static final String LOW = "low";

  private final Table table;

  DynamoStockCounts(Table table) {
    this.table = table;
  }

  @Override
  public void keep(Collection<StockCount> counts) {
    AtOnce.forEach(counts, this::keep);
  }

  private void keep(StockCount count) {
    var item =
        Item.at(StockKeys.count(count.pool()))
            .with("keysLeft", count.keysLeft())
            .with("keysOutstanding", count.keysOutstanding())
            .with("countedAt", count.countedAt());
    if (count.isLow()) {
      item.with(LOW, 1);
    }
    table
        .writes()
        .put(
            item,
            "attribute_not_exists(" + Keys.PARTITION + ") OR countedAt < :at",
            Map.of(":at", AttributeValue.fromS(Keys.time(count.countedAt()))));
  }

  @Override
  public Map<String, StockCount> find(Set<String> pools) {
    var keys = pools.stream().map(StockKeys::count).toList();
    return keys.isEmpty()
        ? Map.of()
        : table.getLagging(keys).stream()
            .map(DynamoStockCounts::count)
            .collect(Collectors.toUnmodifiableMap(StockCount::pool, Function.identity()));
  }

  @Override
  public List<StockCount> list() {
    return IntStream.range(0, StockKeys.COUNT_SHARDS)
        .mapToObj(shard -> table.query(Table.Range.all(StockKeys.counts(shard))))
        .flatMap(List::stream)
        .map(DynamoStockCounts::count)
        .sorted(Comparator.comparing(StockCount::pool))
        .toList();
  }

  private static StockCount count(Item item) {
    return new StockCount(
        item.text(Keys.SORT),
        item.number("keysLeft"),
        item.number("keysOutstanding"),
        item.has(LOW),
        item.instant("countedAt"));
  }
}
