package dev.keyshelf.local.history;

import dev.keyshelf.local.crash.Stop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Makes some store calls fail, chosen by the seed. Conflicts between transactions are counted, but
 * not injected.
 */
final class Faults implements Script {
  private static final int ONE_IN = 45;
  private static final int ONE_WRITE_IN = 8;
  private static final long SLOW_NANOS = 80_000_000;

  private final Random random;
  private final Map<String, Integer> injected = Collections.synchronizedMap(new TreeMap<>());

  Faults(long seed) {
    this.random = new Random(seed);
  }

  /** Returns how often each kind was injected or met. */
  Map<String, Integer> injected() {
    return injected;
  }

  @Override
  public void at(Moment moment, SdkRequest request) {
    var isWrite =
        request instanceof TransactWriteItemsRequest
            || request instanceof PutItemRequest
            || request instanceof UpdateItemRequest;
    int draw;
    int kind;
    synchronized (random) {
      // Slow writes let other clients' calls happen in between.
      draw =
          isWrite && moment == Moment.BEFORE_AN_ATTEMPT
              ? random.nextInt(2)
              : random.nextInt(isWrite ? ONE_WRITE_IN * 2 : ONE_IN * 4);
      kind = random.nextInt(3);
    }
    if (draw != 0) {
      return;
    }
    switch (moment) {
      case BEFORE_THE_CALL -> before(kind);
      case BEFORE_AN_ATTEMPT -> {
        if (kind == 0 && !isWrite) {
          throw lost("an attempt never arrived");
        }
        note("slow");
        LockSupport.parkNanos(kind * SLOW_NANOS);
      }
      case AFTER_AN_ATTEMPT -> throw lost("an attempt's answer was lost");
      case AFTER_THE_CALL -> {
        if (kind == 0) {
          note("died after the call");
          throw new Stop.Dead();
        }
        throw lost("the call's answer was lost");
      }
    }
  }

  /** Counts conflicts, which clients cause when they write to the same item. */
  @Override
  public void refused(Throwable failure) {
    if (failure instanceof TransactionCanceledException cancelled
        && cancelled.cancellationReasons().stream()
            .anyMatch(reason -> "TransactionConflict".equals(reason.code()))) {
      note("conflict met");
    }
  }

  private void before(int kind) {
    switch (kind) {
      case 0 -> throw lost("the call never arrived");
      case 1 -> {
        note("died before the call");
        throw new Stop.Dead();
      }
      default -> {
        note("throttled");
        throw ThrottlingException.builder()
            .message("slow down")
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
            .build();
      }
    }
  }

  private RuntimeException lost(String what) {
    note(what);
    return SdkClientException.create(what);
  }

  private void note(String kind) {
    injected.merge(kind, 1, Integer::sum);
  }
}
