package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BulkWritesTest {
  /** A table that processes at most ten items of a batch. */
  private static final class Busy implements DynamoDbClient {
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final List<WriteRequest> taken = Collections.synchronizedList(new ArrayList<>());

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
      var batch = Objects.requireNonNull(request.requestItems().get("table"));
      sizes.add(batch.size());
      var most = Math.min(10, batch.size());
      taken.addAll(batch.subList(0, most));
      var rest = batch.subList(most, batch.size());
      return BatchWriteItemResponse.builder()
          .unprocessedItems(rest.isEmpty() ? Map.of() : Map.of("table", rest))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void retriesOnlyUnprocessedItems() {
    var busy = new Busy();
    var items =
        IntStream.range(0, 25)
            .mapToObj(
                number ->
                    Item.of(
                        Map.of(
                            "pk",
                            AttributeValue.fromS(String.format(Locale.ROOT, "%02d", number)))))
            .toList();

    new BulkWrites(busy, "table").put(items);

    assertThat(busy.sizes).containsExactly(25, 15, 5);
    assertThat(busy.taken).hasSize(25).doesNotHaveDuplicates();
  }
}
