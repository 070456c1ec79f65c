package dev.keyshelf.local.permission;

import dev.keyshelf.local.ProcessWide;
import dev.keyshelf.local.function.Functions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Records the permissions that each function needed in all tests of this JVM. The SDK loads this
 * class through the file {@code execution.interceptors} in the test resources.
 */
@ProcessWide
public final class Asked implements ExecutionInterceptor {
  private static final Map<String, Set<Ask>> ASKS = new ConcurrentHashMap<>();

  /** Returns the recorded permissions by the function's name. */
  static Map<String, Set<Ask>> byFunction() {
    return new TreeMap<>(ASKS);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Functions.running().ifPresent(function -> asksOf(function).addAll(Ask.by(context.request())));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof NoSuchKeyException) {
      Functions.running()
          .ifPresent(
              function ->
                  Ask.byOneThatIsNotThere(context.request()).ifPresent(asksOf(function)::add));
    }
  }

  private static Set<Ask> asksOf(String function) {
    return ASKS.computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet());
  }
}
