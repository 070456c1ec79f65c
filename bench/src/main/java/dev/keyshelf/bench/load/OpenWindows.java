package dev.keyshelf.bench.load;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Purchases whose cancellation windows are open. They are copies of one real purchase, each with a
 * new id and a random shard.
 */
public final class OpenWindows {
  private static final int BATCH = 25;
  private static final int SHARDS = 16;
  private static final String SHARD = "windowShard";
  private static final int TIME_OF_ULID = 10;
  private static final String ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Map<String, AttributeValue> placed;
  private final String order;
  private final String window;

  /**
   * Creates windows from a purchase.
   *
   * @param placed the purchase's item in the table
   */
  private OpenWindows(DynamoDbClient dynamoDb, String table, Map<String, AttributeValue> placed) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.placed = Map.copyOf(placed);
    this.order = text(placed, "id").split("-", 2)[0];
    this.window = text(placed, "windowClosesAt");
  }

  /** Places an order with one line, and uses its purchase, the only one in the index. */
  public static OpenWindows ofOnePurchase(Agent agent, DynamoDbClient dynamoDb) {
    agent.order(agent.customer(), Agent.lines(KeyPool.SAMPLE_SKU, 1, 1));
    var table = dynamoDb.listTables().tableNames().getFirst();
    var index = dynamoDb.scan(scan -> scan.tableName(table).indexName("open-windows"));
    // The same index also has sold keys, by their batch.
    var key =
        index.items().stream()
            .filter(item -> text(item, "sk").startsWith("ENTITLEMENT#"))
            .findFirst()
            .orElseThrow();
    var item =
        dynamoDb
            .getItem(
                get ->
                    get.tableName(table)
                        .key(
                            Map.of(
                                "pk", Objects.requireNonNull(key.get("pk")),
                                "sk", Objects.requireNonNull(key.get("sk")))))
            .item();
    return new OpenWindows(dynamoDb, table, item);
  }

  /** Adds windows that close at this instant. */
  public void add(int count, Instant closesAt) {
    List<WriteRequest> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var item = copy(closesAt);
      batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
      if (batch.size() == BATCH || i == count - 1) {
        write(batch);
        batch = new ArrayList<>();
      }
    }
  }

  private void write(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> left = Map.of(table, batch);
    while (!left.isEmpty()) {
      var sent = left;
      left = dynamoDb.batchWriteItem(write -> write.requestItems(sent)).unprocessedItems();
    }
  }

  /** Copies the item with a new id and another end of the window, wherever it has them. */
  private Map<String, AttributeValue> copy(Instant closesAt) {
    var random = ThreadLocalRandom.current();
    var id = randomId(random);
    var item = new HashMap<>(placed);
    item.replaceAll(
        (name, value) ->
            value.s() == null
                ? value
                : AttributeValue.fromS(
                    value.s().replace(order, id).replace(window, TIME.format(closesAt))));
    item.computeIfPresent(
        SHARD,
        (name, value) ->
            AttributeValue.fromS(
                value.s().replaceFirst("[0-9]+$", "%02d".formatted(random.nextInt(SHARDS)))));
    return item;
  }

  private String randomId(ThreadLocalRandom random) {
    var id = new StringBuilder(order.substring(0, TIME_OF_ULID));
    while (id.length() < order.length()) {
      id.append(ULID_ALPHABET.charAt(random.nextInt(ULID_ALPHABET.length())));
    }
    return id.toString();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }
}
