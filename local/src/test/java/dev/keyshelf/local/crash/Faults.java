package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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

/** Scripts and exceptions for the ways in which a store can fail its callers. */
final class Faults {
  private Faults() {}

  /** Returns whether a request writes to the table. */
  static boolean isWrite(SdkRequest request) {
    return isTransaction(request)
        || request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof BatchWriteItemRequest;
  }

  static boolean isTransaction(SdkRequest request) {
    return request instanceof TransactWriteItemsRequest;
  }

  /** Fails every matching call at this moment. */
  static Script always(Moment moment, Predicate<SdkRequest> which, Supplier<SdkException> failure) {
    return always(moment, which, _ -> failure.get());
  }

  /** Fails every matching call at this moment, with a failure that may depend on the request. */
  static Script always(
      Moment moment, Predicate<SdkRequest> which, Function<SdkRequest, SdkException> failure) {
    return (now, request) -> {
      if (now == moment && which.test(request)) {
        throw failure.apply(request);
      }
    };
  }

  /** Fails the first {@code count} matching calls of each command at this moment. */
  static Script first(
      int count, Moment moment, Predicate<SdkRequest> which, Supplier<SdkException> failure) {
    Map<Thread, AtomicInteger> left = new ConcurrentHashMap<>();
    return (now, request) -> {
      if (now == moment && which.test(request)) {
        // Each command runs in its own thread.
        var mine = left.computeIfAbsent(Thread.currentThread(), _ -> new AtomicInteger(count));
        if (mine.getAndDecrement() > 0) {
          throw failure.get();
        }
      }
    };
  }

  /**
   * Runs a script, and adds the threads whose transactions were refused for a conflict with another
   * command alone. Such a transaction is sent again as it is.
   */
  static Script noticingConflicts(Set<Thread> contended, Script script) {
    return new Script() {
      @Override
      public void at(Moment moment, SdkRequest request) {
        script.at(moment, request);
      }

      @Override
      public void refused(Throwable failure) {
        if (failure instanceof TransactionCanceledException cancelled
            && cancelled.cancellationReasons().stream()
                .noneMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
          contended.add(Thread.currentThread());
        }
      }
    };
  }

  /** Delays the answer to each attempt of a matching call. */
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

  /** Returns the failure of a broken connection. */
  static SdkException broken() {
    return SdkClientException.create("reset", new IOException("Connection reset"));
  }

  /** Returns an error answer of DynamoDB with this status and code. */
  static SdkException answered(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .requestId("R")
        .message(code)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).serviceName("DynamoDb").build())
        .build();
  }

  /** Returns a transaction's cancellation with these reasons, one for each of its first actions. */
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
