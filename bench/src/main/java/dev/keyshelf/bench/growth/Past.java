package dev.keyshelf.bench.growth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a partner's table holds after a while: copies of all items that one real purchase left, each
 * copy under ids of its own, in the same partitions where they are the partner's or the day's.
 */
final class Past {
  private static final int BATCH = 25;
  private static final String ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int RANDOM_OF_ULID = 16;
  private static final int BYTES_OF_HASH = 32;

  /** ULIDs, hashes and GUIDs. */
  private static final Pattern ID =
      Pattern.compile(
          "\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b|\\b[0-9a-f]{64}\\b"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final DynamoDbClient dynamo;
  private final String table;
  private final List<Map<String, AttributeValue>> purchase;

  private Past(DynamoDbClient dynamo, List<Map<String, AttributeValue>> purchase) {
    this.dynamo = dynamo;
    this.table = nameOf(dynamo);
    this.purchase = purchase;
  }

  /** Takes what some work leaves in the table that this client sees. */
  static Past after(DynamoDbClient dynamo, Runnable work) {
    var before = Set.copyOf(keys(items(dynamo)));
    work.run();
    var left = items(dynamo).stream().filter(item -> !before.contains(key(item))).toList();
    return new Past(dynamo, left);
  }

  private static String nameOf(DynamoDbClient dynamo) {
    return dynamo.listTables().tableNames().getFirst();
  }

  private static List<Map<String, AttributeValue>> items(DynamoDbClient dynamo) {
    return dynamo.scanPaginator(scan -> scan.tableName(nameOf(dynamo))).items().stream().toList();
  }

  private static List<String> keys(List<Map<String, AttributeValue>> items) {
    return items.stream().map(Past::key).toList();
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk") + " " + item.get("sk");
  }

  /** Adds copies until so many items were written. */
  void repeat(int items) {
    List<WriteRequest> batch = new ArrayList<>();
    var written = 0;
    while (written < items) {
      Map<String, String> ids = new HashMap<>();
      for (var item : purchase) {
        var copy = copy(item, ids);
        batch.add(WriteRequest.builder().putRequest(put -> put.item(copy)).build());
        written++;
        if (batch.size() == BATCH) {
          write(batch);
          batch = new ArrayList<>();
        }
      }
    }
    if (!batch.isEmpty()) {
      write(batch);
    }
  }

  private void write(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> left = Map.of(table, batch);
    while (!left.isEmpty()) {
      var sent = left;
      left = dynamo.batchWriteItem(write -> write.requestItems(sent)).unprocessedItems();
    }
  }

  private static Map<String, AttributeValue> copy(
      Map<String, AttributeValue> item, Map<String, String> ids) {
    return item.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> copy(each.getValue(), ids)));
  }

  private static AttributeValue copy(AttributeValue value, Map<String, String> ids) {
    return switch (value.type()) {
      case S -> AttributeValue.fromS(copy(value.s(), ids));
      case L -> AttributeValue.fromL(value.l().stream().map(each -> copy(each, ids)).toList());
      case M -> AttributeValue.fromM(copy(value.m(), ids));
      default -> value;
    };
  }

  private static String copy(String text, Map<String, String> ids) {
    return ID.matcher(text).replaceAll(found -> ids.computeIfAbsent(found.group(), Past::another));
  }

  private static String another(String id) {
    var random = ThreadLocalRandom.current();
    if (id.contains("-")) {
      return UUID.randomUUID().toString();
    }
    if (id.length() == 2 * BYTES_OF_HASH) {
      var hash = new byte[BYTES_OF_HASH];
      random.nextBytes(hash);
      return HexFormat.of().formatHex(hash);
    }
    var ulid = new StringBuilder(id.substring(0, id.length() - RANDOM_OF_ULID));
    while (ulid.length() < id.length()) {
      ulid.append(ULID_ALPHABET.charAt(random.nextInt(ULID_ALPHABET.length())));
    }
    return ulid.toString();
  }
}
