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
 * Lets every call of every store's client of this JVM fail, for as long as a piece of work takes;
 * the SDK finds it by the file {@code execution.interceptors} among the test resources.
 */
@ProcessWide
public final class StoreOutage implements ExecutionInterceptor {
  private static final AtomicReference<@Nullable RuntimeException> FAILURE =
      new AtomicReference<>();

  /** Gives what the work gives while each store call fails so. */
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
