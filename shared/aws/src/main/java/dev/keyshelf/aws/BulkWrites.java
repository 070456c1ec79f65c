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

/** Many writes that do not depend on one another, several at once. Only imports have such. */
final class BulkWrites {
  /** DynamoDB takes no more in one batch. */
  private static final int BATCH = 25;

  /** How long the items of a batch that the table is too busy for are sent again. */
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
   * Writes items, each under a key of its own, over what is there: for content that is named by its
   * hash, so that whoever writes it again writes the same.
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
      // Full jitter, of a growing length: the table needs time to take more.
      longest = Math.min(2 * longest, LONGEST_PAUSE_MILLIS);
      pause(new SecureRandom().nextInt(longest) + 1);
      if (System.nanoTime() > giveUpAt) {
        throw new UnavailableException("the table stayed too busy for a batch");
      }
      left = send(left);
    }
  }

  /** Gives what the table did not take. */
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
