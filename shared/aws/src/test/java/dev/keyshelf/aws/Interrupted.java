package dev.keyshelf.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Clients whose writes are interrupted, overtaken or throttled. */
final class Interrupted {
  private Interrupted() {}

  /** Stands for the end of a process between two writes. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Returns a client that ends its process after this many writes. */
  static DynamoDbClient client(Map<String, String> environment, int afterWrites) {
    return before(
        environment,
        writes -> {
          if (writes > afterWrites) {
            throw new Killed();
          }
        });
  }

  /** Returns a client that runs another action after this many writes, before the next one. */
  static DynamoDbClient before(Map<String, String> environment, int afterWrites, Runnable other) {
    return before(
        environment,
        writes -> {
          if (writes == afterWrites + 1) {
            other.run();
          }
        });
  }

  private interface Writes {
    void before(int number);
  }

  private static DynamoDbClient before(Map<String, String> environment, Writes watcher) {
    var writes = new AtomicInteger();
    return client(
        environment,
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (isWrite(context.request())) {
              watcher.before(writes.incrementAndGet());
            }
          }
        });
  }

  private static boolean isWrite(SdkRequest request) {
    return request instanceof BatchWriteItemRequest
        || request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof TransactWriteItemsRequest;
  }

  /** Returns a client that leaves the last item of this many batches unprocessed. */
  static DynamoDbClient busy(Map<String, String> environment, int batches) {
    return client(environment, new Busy(batches));
  }

  private static final class Busy implements ExecutionInterceptor {
    private static final ExecutionAttribute<Map<String, List<WriteRequest>>> LEFT =
        new ExecutionAttribute<>("left");

    private final AtomicInteger batches;

    Busy(int batches) {
      this.batches = new AtomicInteger(batches);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof BatchWriteItemRequest batch)) {
        return context.request();
      }
      var table = batch.requestItems().keySet().iterator().next();
      var taken = new ArrayList<>(batch.requestItems().values().iterator().next());
      if (taken.size() < 2 || batches.getAndDecrement() <= 0) {
        return batch;
      }
      attributes.putAttribute(LEFT, Map.of(table, List.of(taken.removeLast())));
      return batch.toBuilder().requestItems(Map.of(table, taken)).build();
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return Optional.ofNullable(attributes.getAttribute(LEFT))
          .<SdkResponse>map(
              left ->
                  ((BatchWriteItemResponse) context.response())
                      .toBuilder().unprocessedItems(left).build())
          .orElse(context.response());
    }
  }

  /** Returns a client with an interceptor. */
  static DynamoDbClient client(Map<String, String> environment, ExecutionInterceptor interceptor) {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .region(Region.of(variable(environment, "AWS_REGION")))
        .endpointOverride(URI.create(variable(environment, "AWS_ENDPOINT_URL_DYNAMODB")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    variable(environment, "AWS_ACCESS_KEY_ID"),
                    variable(environment, "AWS_SECRET_ACCESS_KEY"))))
        .overrideConfiguration(override -> override.addExecutionInterceptor(interceptor))
        .build();
  }

  static String variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).orElseThrow();
  }
}
