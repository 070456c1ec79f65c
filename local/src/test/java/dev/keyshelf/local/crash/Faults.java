package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Ways in which a store fails whoever calls it. */
final class Faults {
  private Faults() {}

  /** Tells whether a request writes to the table. */
  static boolean isWrite(SdkRequest request) {
    return isTransaction(request)
        || request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof BatchWriteItemRequest;
  }

  static boolean isTransaction(SdkRequest request) {
    return request instanceof TransactWriteItemsRequest;
  }

  /** Fails at this moment of every such call. */
  static Script always(Moment moment, Predicate<SdkRequest> which, Supplier<SdkException> failure) {
    return always(moment, which, _ -> failure.get());
  }

  /** Fails at this moment of every such call, as the call asks for. */
  static Script always(
      Moment moment, Predicate<SdkRequest> which, Function<SdkRequest, SdkException> failure) {
    return (now, request) -> {
      if (now == moment && which.test(request)) {
        throw failure.apply(request);
      }
    };
  }

  /** Fails at this moment of the first such calls that each command makes. */
  static Script first(
      int count, Moment moment, Predicate<SdkRequest> which, Supplier<SdkException> failure) {
    Map<Thread, AtomicInteger> left = new ConcurrentHashMap<>();
    return (now, request) -> {
      if (now == moment && which.test(request)) {
        // Each request has a thread of its own.
        var mine = left.computeIfAbsent(Thread.currentThread(), _ -> new AtomicInteger(count));
        if (mine.getAndDecrement() > 0) {
          throw failure.get();
        }
      }
    };
  }

  /** Answers each attempt of such a call late. */
  static Script slow(Predicate<SdkRequest> which, Duration by) {
    return (now, request) -> {
      if (now == Moment.AFTER_AN_ATTEMPT && which.test(request)) {
        try {
          Thread.sleep(by);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw SdkClientException.create("interrupted", interrupted);
        }
      }
    };
  }

  /** A connection that breaks. */
  static SdkException broken() {
    return SdkClientException.create("reset", new IOException("Connection reset"));
  }

  /** What DynamoDB answers with a status and code of its own. */
  static SdkException answered(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .requestId("R")
        .message(code)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).serviceName("DynamoDb").build())
        .build();
  }

  /** A transaction that is cancelled for these reasons, one for each of its first actions. */
  static SdkException cancelled(String... reasons) {
    return TransactionCanceledException.builder()
        .statusCode(400)
        .message("cancelled")
        .cancellationReasons(
            Arrays.stream(reasons)
                .map(reason -> CancellationReason.builder().code(reason).build())
                .toList())
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .build();
  }
}
