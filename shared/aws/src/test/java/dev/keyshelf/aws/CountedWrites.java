package dev.keyshelf.aws;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts a client's writes: the actions of each transaction, and the writes outside transactions.
 */
final class CountedWrites {
  private final List<Integer> transactions = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /** Returns a client whose writes are counted here. */
  DynamoDbClient client(Map<String, String> environment) {
    return Interrupted.client(environment, new Counting());
  }

  /** Returns the table of a cloud. Writes to it are counted here. */
  Table table(Map<String, String> environment) {
    return new Table(
        client(environment),
        Interrupted.variable(environment, "KEYSHELF_TABLE"),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  /** Returns the number of actions of each transaction, in the order in which they were sent. */
  List<Integer> transactions() {
    return List.copyOf(transactions);
  }

  /** Returns the kinds of the writes outside transactions. */
  List<String> others() {
    return List.copyOf(others);
  }

  private final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeExecution(
        Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
      switch (context.request()) {
        case TransactWriteItemsRequest transaction ->
            transactions.add(transaction.transactItems().size());
        case PutItemRequest _, UpdateItemRequest _ ->
            others.add(context.request().getClass().getSimpleName());
        default -> {}
      }
    }
  }
}
