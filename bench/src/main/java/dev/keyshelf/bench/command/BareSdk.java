package dev.keyshelf.bench.command;

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

/** Sends a function's requests with the SDK alone. */
public final class BareSdk implements AutoCloseable {
  private final DynamoDbClient dynamo;

  /** Creates a sender with this client, which it closes on its own close. */
  public BareSdk(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  /** Sends the requests of a call, reads and writes, one after the other. */
  public void send(List<DynamoDbRequest> requests) {
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
      default -> throw new IllegalStateException("unknown request: " + request.getClass());
    }
  }

  private void commit(TransactWriteItemsRequest write) {
    try {
      dynamo.transactWriteItems(write);
    } catch (TransactionCanceledException _) {
      // Two transactions on one item can succeed in another order here. Both were sent, as before.
    }
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
