package dev.keyshelf.bench.command;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A copy of the functions' table, to which the bare SDK sends the functions' requests. */
final class BareStore implements AutoCloseable {
  private final EmbeddedCloud cloud;
  private final BareSdk sdk;

  BareStore(Template template) {
    cloud = EmbeddedCloud.start(null);
    var dynamo = Stores.dynamoDb(cloud.environment());
    sdk = new BareSdk(dynamo);
    try (var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamo, s3).create(template);
    }
  }

  /** Repeats the writes of a preparation, so that both tables hold the same items. */
  void prepare(List<DynamoDbRequest> requests) {
    sdk.send(requests.stream().filter(BareStore::isWrite).toList());
  }

  private static boolean isWrite(DynamoDbRequest request) {
    return switch (request) {
      case PutItemRequest _,
          UpdateItemRequest _,
          DeleteItemRequest _,
          BatchWriteItemRequest _,
          TransactWriteItemsRequest _ ->
          true;
      default -> false;
    };
  }

  /** Sends the requests of a call, reads and writes. */
  void send(List<DynamoDbRequest> requests) {
    sdk.send(requests);
  }

  @Override
  public void close() {
    sdk.close();
    cloud.close();
  }
}
