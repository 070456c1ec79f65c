package dev.keyshelf.local.crash;

import dev.keyshelf.local.function.Functions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Makes store calls of one machine's functions fail. A script sees each of their calls and may
 * throw. The SDK loads this class through the file {@code execution.interceptors} in the test
 * resources.
 */
public final class StoreFaults implements ExecutionInterceptor {
  /** Other machines run at the same time in this JVM, so each has its own script. */
  private static final Map<Functions, Script> SCRIPTS = new ConcurrentHashMap<>();

  /** A moment of a store call. */
  public enum Moment {
    /** Nothing has been sent yet. */
    BEFORE_THE_CALL,
    /** An attempt is about to be sent. */
    BEFORE_AN_ATTEMPT,
    /** The store has carried out an attempt, but its answer has not been read yet. */
    AFTER_AN_ATTEMPT,
    /** The store's answer has arrived, be it a success or an error. */
    AFTER_THE_CALL
  }

  /** Makes a call fail by throwing. */
  @FunctionalInterface
  public interface Script {
    /** A script that makes nothing fail. */
    Script NONE = (_, _) -> {};

    void at(Moment moment, SdkRequest request);

    /** Called when a function's call failed, in the store or on the way to it. */
    default void refused(Throwable failure) {}
  }

  /** Runs some work with this script in force for these functions. */
  public static void during(Script script, Functions functions, Runnable work) {
    SCRIPTS.put(functions, script);
    try {
      work.run();
    } finally {
      SCRIPTS.remove(functions);
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
    // First, because what a script throws at the next moment ends this method.
    script().refused(context.exception());
    if (context.exception() instanceof AwsServiceException) {
      tell(Moment.AFTER_THE_CALL, context.request());
    }
  }

  private static void tell(Moment moment, SdkRequest request) {
    script().at(moment, request);
  }

  private static Script script() {
    // These tests do not cover the machine's own schedules.
    if (Thread.currentThread().getName().startsWith("firing-")) {
      return Script.NONE;
    }
    return SCRIPTS.entrySet().stream()
        .filter(each -> each.getKey().isRunning())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Script.NONE);
  }
}
