package dev.keyshelf.bench.command;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A table like the functions' own, that the bare SDK works on with the requests that they sent. */
final class BareStore implements AutoCloseable {
  private final EmbeddedCloud cloud;
  private final DynamoDbClient dynamo;

  BareStore(Template template) {
    cloud = EmbeddedCloud.start(null);
    dynamo = Stores.dynamoDb(cloud.environment());
    try (var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamo, s3).create(template);
    }
  }

  /** Writes what was written while something was prepared, so that this table is like the other. */
  void prepare(List<DynamoDbRequest> requests) {
    for (var request : requests) {
      switch (request) {
        case PutItemRequest _,
            UpdateItemRequest _,
            DeleteItemRequest _,
            BatchWriteItemRequest _,
            TransactWriteItemsRequest _ ->
            send(request);
        default -> {}
      }
    }
  }

  /** Sends what a call sent, reads and writes. */
  void send(List<DynamoDbRequest> requests) {
    requests.forEach(this::send);
  }

  private void send(DynamoDbRequest request) {
    switch (request) {
      case GetItemRequest get -> dynamo.getItem(get);
      case BatchGetItemRequest get -> dynamo.batchGetItem(get);
      case QueryRequest query -> dynamo.query(query);
      case PutItemRequest put -> dynamo.putItem(put);
      case UpdateItemRequest update -> dynamo.updateItem(update);
      case DeleteItemRequest delete -> dynamo.deleteItem(delete);
      case BatchWriteItemRequest write -> dynamo.batchWriteItem(write);
      case TransactWriteItemsRequest write -> commit(write);
      default -> throw new IllegalStateException("not known here: " + request.getClass());
    }
  }

  private void commit(TransactWriteItemsRequest write) {
    try {
      dynamo.transactWriteItems(write);
    } catch (TransactionCanceledException _) {
      // Of two that met at one key the other may be first here; both were sent, as they were there.
    }
  }

  @Override
  public void close() {
    dynamo.close();
    cloud.close();
  }
}
