package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads Keyshelf's one table. {@link Writes} writes it. If the store does not answer, methods throw
 * an {@link UnavailableException}.
 */
final class Table {
  /** The most items that one call reads. */
  static final int BATCH = 100;

  /** The maximum number of items that one page of a search examines. */
  private static final int MOST_EXAMINED = 2_000;

  private static final int MOST_READ = 500;

  private final DynamoDbClient dynamo;
  private final String name;
  private final Writes writes;

  Table(DynamoDbClient dynamo, String name, Clock clock) {
    this.dynamo = dynamo;
    this.name = name;
    this.writes = new Writes(dynamo, name, clock);
  }

  Writes writes() {
    return writes;
  }

  /** Reads an item with strong consistency. */
  Optional<Item> get(Key key) {
    var answer =
        Outages.tried(
            "get",
            () ->
                dynamo.getItem(get -> get.tableName(name).key(key.values()).consistentRead(true)));
    return answer.hasItem() ? Optional.of(Item.of(answer.item())) : Optional.empty();
  }

  /** Reads items with strong consistency, in no order. Missing items are left out. */
  List<Item> get(Collection<Key> keys) {
    return get(keys, true);
  }

  /**
   * Reads items that may lag behind their last write, in no order. Missing items are left out. This
   * costs half, so do not base a decision on it.
   */
  List<Item> getLagging(Collection<Key> keys) {
    return get(keys, false);
  }

  private List<Item> get(Collection<Key> keys, boolean consistent) {
    var items = new ArrayList<Item>();
    var all = keys.stream().map(Key::values).toList();
    for (int from = 0; from < all.size(); from += BATCH) {
      var left = all.subList(from, Math.min(all.size(), from + BATCH));
      var patience = new Patience(Patience.USUAL);
      while (!left.isEmpty()) {
        var request = KeysAndAttributes.builder().keys(left).consistentRead(consistent).build();
        var answer =
            Outages.tried(
                "batch get",
                () -> dynamo.batchGetItem(get -> get.requestItems(Map.of(name, request))));
        answer.responses().getOrDefault(name, List.of()).forEach(each -> items.add(Item.of(each)));
        var unprocessed = answer.unprocessedKeys().get(name);
        left = unprocessed == null ? List.of() : unprocessed.keys();
        if (!left.isEmpty()) {
          patience.pauseAfterThrottling(SdkException.builder().message("unprocessed keys").build());
        }
      }
    }
    return items;
  }

  /** A range of one partition. */
  record Range(
      String partition, String condition, Map<String, String> bounds, boolean newestFirst) {
    /** Returns the range of all items of a partition. */
    static Range all(String partition) {
      // The condition matches every item, since each sort key is greater than a space.
      return new Range(partition, Keys.SORT + " > :least", Map.of(":least", " "), false);
    }

    /** Returns the range of items whose sort key starts with the prefix. */
    static Range startingWith(String partition, String prefix) {
      return new Range(
          partition, "begins_with(" + Keys.SORT + ", :prefix)", Map.of(":prefix", prefix), false);
    }

    /** Returns the range of items whose sort key is between these, both inclusive. */
    static Range between(String partition, String least, String most) {
      return new Range(
          partition,
          Keys.SORT + " BETWEEN :least AND :most",
          Map.of(":least", least, ":most", most),
          false);
    }

    /** Returns the same range in descending order. */
    Range backwards() {
      return new Range(partition, condition, bounds, true);
    }
  }

  /** A page of a range, and whether there may be more items after its last one. */
  record Page(List<Item> items, boolean more) {}

  /**
   * Reads a page of a range with strong consistency.
   *
   * @param afterSort the sort key in the range to continue after; null for the first page
   */
  Page query(Range range, int limit, @Nullable String afterSort) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":partition", AttributeValue.fromS(range.partition()));
    range.bounds().forEach((bound, text) -> values.put(bound, AttributeValue.fromS(text)));
    var answer =
        Outages.tried(
            "query",
            () ->
                dynamo.query(
                    query -> {
                      query
                          .tableName(name)
                          .keyConditionExpression(
                              Keys.PARTITION + " = :partition AND " + range.condition())
                          .expressionAttributeValues(values)
                          .scanIndexForward(!range.newestFirst())
                          .consistentRead(true)
                          .limit(limit);
                      if (afterSort != null) {
                        query.exclusiveStartKey(new Key(range.partition(), afterSort).values());
                      }
                    }));
    return new Page(answer.items().stream().map(Item::of).toList(), answer.hasLastEvaluatedKey());
  }

  /** Reads a whole range. Use it only for ranges that are known to be short. */
  List<Item> query(Range range) {
    var items = new ArrayList<Item>();
    Page page;
    String after = null;
    do {
      page = query(range, BATCH, after);
      items.addAll(page.items());
      after = items.isEmpty() ? null : items.getLast().text(Keys.SORT);
    } while (page.more());
    return items;
  }

  /**
   * The result of a search.
   *
   * @param last the last examined item, wanted or not; empty if there are no more after it
   */
  record Found<T>(List<T> items, Optional<T> last) {}

  /**
   * Searches a range with strong consistency, until {@code limit} wanted items are found. It
   * examines at most 2,000 items. So a page can be short or empty without being the last.
   *
   * @param afterSort the sort key to continue after; null for the first page
   */
  <T> Found<T> search(
      Range range,
      int limit,
      @Nullable String afterSort,
      Function<Item, T> reader,
      Predicate<T> wanted) {
    var found = new ArrayList<T>();
    var after = afterSort;
    var read = limit;
    for (int examined = 0; examined < MOST_EXAMINED; ) {
      var page = query(range, Math.min(read, MOST_EXAMINED - examined), after);
      // If few of the first items match, few of the next will, so larger reads are cheaper.
      read = MOST_READ;
      for (var item : page.items()) {
        var each = reader.apply(item);
        examined++;
        after = item.text(Keys.SORT);
        if (wanted.test(each)) {
          found.add(each);
        }
        var isLastOfAll = !page.more() && item == page.items().getLast();
        if (!isLastOfAll && (found.size() == limit || examined == MOST_EXAMINED)) {
          return new Found<>(found, Optional.of(each));
        }
      }
      if (!page.more() || page.items().isEmpty()) {
        break;
      }
    }
    return new Found<>(found, Optional.empty());
  }

  /** The number of items of a page, and its last key; empty if there are no more after it. */
  record Count(int items, Map<String, AttributeValue> last) {
    private static Count of(QueryResponse answer) {
      return new Count(
          answer.count(), answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of());
    }
  }

  /**
   * Counts the items of a page of a partition, as large as the store makes it. The read is
   * eventually consistent, which costs half, so do not base a decision on it.
   */
  Count count(String partition, Map<String, AttributeValue> after) {
    return count(partition, after, _ -> {});
  }

  /** Counts the items of a partition with strong consistency, up to {@code most}. */
  long countUpTo(String partition, long most) {
    var counted = 0L;
    Map<String, AttributeValue> after = Map.of();
    while (counted < most) {
      var limit = (int) Math.min(MOST_READ, most - counted);
      var page = count(partition, after, query -> query.consistentRead(true).limit(limit));
      counted += page.items();
      after = page.last();
      if (after.isEmpty()) {
        break;
      }
    }
    return counted;
  }

  private Count count(
      String partition, Map<String, AttributeValue> after, Consumer<QueryRequest.Builder> how) {
    var answer =
        Outages.tried(
            "count",
            () ->
                dynamo.query(
                    query -> {
                      query
                          .tableName(name)
                          .keyConditionExpression(Keys.PARTITION + " = :partition")
                          .expressionAttributeValues(
                              Map.of(":partition", AttributeValue.fromS(partition)))
                          .select(Select.COUNT);
                      how.accept(query);
                      if (!after.isEmpty()) {
                        query.exclusiveStartKey(after);
                      }
                    }));
    return Count.of(answer);
  }

  /** Reads a page of an index. An index may lag, so do not base a decision on it. */
  Page queryIndex(
      String index,
      String condition,
      Map<String, AttributeValue> values,
      int limit,
      @Nullable Map<String, AttributeValue> after) {
    return queryIndex(index, condition, values, false, limit, after);
  }

  /** Reads a page of an index from either side, which may lag. */
  Page queryIndex(
      String index,
      String condition,
      Map<String, AttributeValue> values,
      boolean backwards,
      int limit,
      @Nullable Map<String, AttributeValue> after) {
    var answer =
        Outages.tried(
            "query index",
            () ->
                dynamo.query(
                    query -> {
                      query
                          .tableName(name)
                          .indexName(index)
                          .keyConditionExpression(condition)
                          .expressionAttributeValues(values)
                          .scanIndexForward(!backwards)
                          .limit(limit);
                      if (after != null) {
                        query.exclusiveStartKey(after);
                      }
                    }));
    return new Page(answer.items().stream().map(Item::of).toList(), answer.hasLastEvaluatedKey());
  }
}
