package dev.keyshelf.local.api;

import dev.keyshelf.local.ProcessWide;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Makes all store calls of this JVM fail during a piece of work. The SDK loads this class through
 * the file {@code execution.interceptors} in the test resources.
 */
@ProcessWide
public final class StoreOutage implements ExecutionInterceptor {
  private static final AtomicReference<@Nullable RuntimeException> FAILURE =
      new AtomicReference<>();

  /** Runs some work while each store call fails this way, and returns the work's result. */
  static <T> T during(RuntimeException failure, Supplier<T> work) {
    FAILURE.set(Objects.requireNonNull(failure));
    try {
      return work.get();
    } finally {
      FAILURE.set(null);
    }
  }

  @Override
  public void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
    var failure = FAILURE.get();
    if (failure != null) {
      throw failure;
    }
  }
}
