package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.INDEX;
import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.wire.InProcess;
import dev.keyshelf.embedded.wire.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Transactions of several lanes, numbered from 1 in each lane. Each one puts some parts, and
 * updates the lane's last number. A program writes them until it is killed, and prints the numbers
 * of those that were answered.
 */
final class NumberedTransactions {
  static final int LANES = 3;
  private static final int PARTS = 3;
  private static final int PADDING = 700;

  private NumberedTransactions() {}

  /**
   * Writes until the process is killed. Prints {@code lane number} for each transaction that was
   * answered, and {@code refused} for each one that failed, which it retries.
   *
   * @param arguments the data directory, and the number of lanes
   */
  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var store = TableStore.start(directory, 0, Trouble.none());
    var client = TestStore.client(store, InProcess.builder(), false);
    for (int lane = 0; lane < Integer.parseInt(arguments[1]); lane++) {
      String name = "lane" + lane;
      Thread.ofPlatform().start(() -> writeForEver(client, name));
    }
  }

  private static void writeForEver(DynamoDbClient client, String lane) {
    long number = last(client, lane) + 1;
    while (true) {
      try {
        write(client, lane, number);
        System.out.println(lane + " " + number);
        number++;
      } catch (RuntimeException refused) {
        System.out.println("refused " + refused.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static void createTable(Path directory) throws IOException {
    TestStore.start(directory, Trouble.none()).withTable(StreamViewType.KEYS_ONLY).close();
  }

  /** Writes one transaction. Its token makes it idempotent. */
  static void write(DynamoDbClient client, String lane, long number) {
    var actions = new ArrayList<TransactWriteItem>();
    for (int part = 0; part < PARTS; part++) {
      var item = item("pk", "%s/%s/%s".formatted(lane, number, part), "group", lane);
      item.put("padding", AttributeValue.fromS("x".repeat(PADDING)));
      actions.add(TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item)).build());
    }
    actions.add(
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(TABLE)
                        .key(item("pk", lane))
                        .updateExpression("SET n = :n")
                        .conditionExpression("attribute_not_exists(pk) OR n = :before")
                        .expressionAttributeValues(item(":n", number, ":before", number - 1)))
            .build());
    client.transactWriteItems(
        transact -> transact.clientRequestToken(lane + "/" + number).transactItems(actions));
  }

  static long last(DynamoDbClient client, String lane) {
    var found =
        client.getItem(get -> get.tableName(TABLE).key(item("pk", lane)).consistentRead(true));
    return Math.max(0, TestStore.n(found.item()));
  }

  /**
   * Opens the store and checks that each acknowledged transaction is stored, and that each stored
   * one is complete, with its entries in the index and in the stream, and its token.
   *
   * @param acknowledged the last acknowledged number of each lane
   */
  static void requireWhole(Path directory, Map<String, Long> acknowledged) throws IOException {
    try (var store = TestStore.start(directory, Trouble.none())) {
      var parts = count(items(store), each -> each.substring(0, each.lastIndexOf('/')));
      var byLane = new HashMap<String, Long>();
      for (String lane : List.of("lane0", "lane1", "lane2")) {
        long last = last(store.client, lane);
        assertThat(last).as(lane).isGreaterThanOrEqualTo(acknowledged.getOrDefault(lane, 0L));
        for (long number = 1; number <= last; number++) {
          assertThat(parts).containsEntry(lane + "/" + number, (long) PARTS);
        }
        byLane.put(lane, last);
        if (last > 0) {
          write(store.client, lane, last);
          assertThat(last(store.client, lane)).isEqualTo(last);
        }
      }
      long all = byLane.values().stream().mapToLong(each -> each).sum();
      assertThat(parts).hasSize((int) all);
      assertThat(indexed(store)).isEqualTo(all * PARTS);
      assertThat(recorded(store)).isEqualTo(all * (PARTS + 1));
    }
  }

  private static Map<String, Long> count(List<String> all, Function<String, String> by) {
    var counts = new HashMap<String, Long>();
    all.forEach(each -> counts.merge(by.apply(each), 1L, Long::sum));
    return counts;
  }

  private static List<String> items(TestStore store) {
    return store.client.scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
        .map(item -> item.getOrDefault("pk", AttributeValue.fromS("")).s())
        .filter(pk -> pk.contains("/"))
        .toList();
  }

  private static long indexed(TestStore store) {
    return store.client.scanPaginator(scan -> scan.tableName(TABLE).indexName(INDEX)).stream()
        .mapToLong(page -> page.count())
        .sum();
  }

  private static long recorded(TestStore store) {
    return store.records().size();
  }
}
