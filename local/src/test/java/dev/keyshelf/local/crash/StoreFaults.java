package dev.keyshelf.local.crash;

import dev.keyshelf.local.ProcessWide;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What goes wrong when functions call their stores: a script is told of every call of theirs, and
 * may throw. The SDK finds this by the file {@code execution.interceptors} among the test
 * resources.
 */
@ProcessWide
public final class StoreFaults implements ExecutionInterceptor {
  private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(Script.NONE);

  /** Where a call stands. */
  public enum Moment {
    /** Nothing has left yet. */
    BEFORE_THE_CALL,
    /** An attempt is about to be sent. */
    BEFORE_AN_ATTEMPT,
    /** An attempt was carried out; its answer is not read yet. */
    AFTER_AN_ATTEMPT,
    /** The store's answer has arrived, whatever it says. */
    AFTER_THE_CALL
  }

  /** Decides what goes wrong, by throwing. */
  @FunctionalInterface
  public interface Script {
    /** Nothing goes wrong. */
    Script NONE = (_, _) -> {};

    void at(Moment moment, SdkRequest request);

    /** Hears of a call of a function that the store, or the way to it, refused. */
    default void refused(Throwable failure) {}
  }

  /** Lets this script decide while some work is done. */
  public static void during(Script script, Runnable work) {
    SCRIPT.set(script);
    try {
      work.run();
    } finally {
      SCRIPT.set(Script.NONE);
    }
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    tell(Moment.BEFORE_THE_CALL, context.request());
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    tell(Moment.BEFORE_AN_ATTEMPT, context.request());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    tell(Moment.AFTER_AN_ATTEMPT, context.request());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    tell(Moment.AFTER_THE_CALL, context.request());
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof AwsServiceException) {
      tell(Moment.AFTER_THE_CALL, context.request());
    }
    if (isOfAFunction(context.request())) {
      SCRIPT.get().refused(context.exception());
    }
  }

  private static void tell(Moment moment, SdkRequest request) {
    if (isOfAFunction(request)) {
      SCRIPT.get().at(moment, request);
    }
  }

  /** The test itself looks into the table, and as an operator drops files into the bucket. */
  private static boolean isOfAFunction(SdkRequest request) {
    if (Thread.currentThread().getName().startsWith("firing-")) {
      // The machine's own schedules are not what is tested.
      return false;
    }
    return switch (request) {
      case ScanRequest _, ListTablesRequest _ -> false;
      case PutObjectRequest put ->
          put.key().endsWith(".report.json")
              || (!put.key().startsWith("imports/") && !put.key().startsWith("artifacts/"));
      default -> true;
    };
  }
}
