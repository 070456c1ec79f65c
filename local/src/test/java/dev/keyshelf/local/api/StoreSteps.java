package dev.keyshelf.local.api;

import dev.keyshelf.local.ProcessWide;
import dev.keyshelf.local.function.Functions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Records the store calls of functions in order, as an attacker could tell them apart by their
 * timing, so ids and tokens are replaced. The SDK loads this class through the file {@code
 * execution.interceptors} in the test resources.
 */
@ProcessWide
public final class StoreSteps implements ExecutionInterceptor {
  private static volatile @Nullable List<String> steps;

  /** An id is a ULID or a UUID. The hash of a token has 64 hexadecimal digits. */
  private static final Pattern ID =
      Pattern.compile(
          "[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** A time is in ISO 8601, or in seconds since 1970 in TTL attributes. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?|(?<=\\(N=)[12]\\d{9}(?=\\))");

  /** Returns the store calls that functions make during some work. */
  public static List<String> during(Runnable work) {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    steps = seen;
    try {
      work.run();
    } finally {
      steps = null;
    }
    return List.copyOf(seen);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    var seen = steps;
    if (seen != null) {
      Functions.running().ifPresent(function -> seen.add(function + ": " + step(context)));
    }
  }

  private static String step(Context.BeforeExecution context) {
    var asked = context.request().getClass().getSimpleName() + " " + context.request();
    var alike = ID.matcher(asked).replaceAll("*");
    return TIME.matcher(alike).replaceAll("*");
  }
}
