package dev.keyshelf.bench.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Records the requests to the store, in order: those of one thread during a call, or those of all
 * threads during a preparation. The SDK finds it by the file {@code execution.interceptors}.
 */
public final class Recorder implements ExecutionInterceptor {
  private static final ThreadLocal<@Nullable List<DynamoDbRequest>> OF_A_CALL = new ThreadLocal<>();
  private static final List<DynamoDbRequest> PREPARED = new ArrayList<>();
  private static boolean preparing;

  /** For the SDK. */
  public Recorder() {}

  /** Starts recording the requests of all threads. */
  static void startPreparing() {
    synchronized (PREPARED) {
      preparing = true;
    }
  }

  /** Stops recording, and returns the requests since the start. */
  static List<DynamoDbRequest> prepared() {
    synchronized (PREPARED) {
      preparing = false;
      var kept = List.copyOf(PREPARED);
      PREPARED.clear();
      return kept;
    }
  }

  /** Makes a call on this thread and returns the requests of the call. */
  public static List<DynamoDbRequest> during(Runnable call) {
    List<DynamoDbRequest> asked = new ArrayList<>();
    OF_A_CALL.set(asked);
    try {
      call.run();
    } finally {
      OF_A_CALL.remove();
    }
    return asked;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof DynamoDbRequest request) {
      var own = OF_A_CALL.get();
      if (own != null) {
        own.add(request);
      } else {
        synchronized (PREPARED) {
          if (preparing) {
            PREPARED.add(request);
          }
        }
      }
    }
  }
}
