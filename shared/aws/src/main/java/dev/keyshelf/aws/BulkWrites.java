package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Runs many independent writes in parallel batches. Only imports need it. */
final class BulkWrites {
  /** DynamoDB's limit of items in one batch. */
  private static final int BATCH = 25;

  /** The time during which the items of a throttled batch are retried. */
  private static final Duration BUDGET = Duration.ofSeconds(30);

  private static final int SHORTEST_PAUSE_MILLIS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 1_000;

  private final DynamoDbClient dynamo;
  private final String table;

  BulkWrites(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /**
   * Writes items with different keys, and replaces existing ones. Use it only for content that is
   * named by its hash, since then a repeated write changes nothing.
   */
  void put(List<Item> items) {
    var batches = new ArrayList<List<WriteRequest>>();
    for (int from = 0; from < items.size(); from += BATCH) {
      batches.add(
          items.subList(from, Math.min(items.size(), from + BATCH)).stream()
              .map(
                  item ->
                      WriteRequest.builder()
                          .putRequest(PutRequest.builder().item(item.values()).build())
                          .build())
              .toList());
    }
    AtOnce.forEach(batches, this::write);
  }

  private void write(List<WriteRequest> batch) {
    var giveUpAt = System.nanoTime() + BUDGET.toNanos();
    var longest = SHORTEST_PAUSE_MILLIS;
    var left = send(batch);
    while (!left.isEmpty()) {
      // Full jitter with a growing limit, since the table needs time to scale.
      longest = Math.min(2 * longest, LONGEST_PAUSE_MILLIS);
      pause(new SecureRandom().nextInt(longest) + 1);
      if (System.nanoTime() > giveUpAt) {
        throw new UnavailableException("the table throttled a batch until the retries ended");
      }
      left = send(left);
    }
  }

  /** Writes a batch and returns the requests that the table did not process. */
  private List<WriteRequest> send(List<WriteRequest> batch) {
    try {
      return dynamo
          .batchWriteItem(write -> write.requestItems(Map.of(table, batch)))
          .unprocessedItems()
          .getOrDefault(table, List.of());
    } catch (SdkServiceException refused) {
      if (refused.isThrottlingException()) {
        return batch;
      }
      throw Outages.unavailableOr("batch write", refused);
    } catch (SdkException failed) {
      throw Outages.unavailableOr("batch write", failed);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", interrupted);
    }
  }
}
