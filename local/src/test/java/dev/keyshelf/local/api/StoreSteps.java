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
 * What functions ask of their stores, one call after another, as somebody with a stopwatch could
 * tell them apart: ids and tokens are all alike. The SDK finds it by the file {@code
 * execution.interceptors} among the test resources.
 */
@ProcessWide
public final class StoreSteps implements ExecutionInterceptor {
  private static volatile @Nullable List<String> steps;

  /** Ids are ULIDs or UUIDs, and what a token hashes to is 64 hexadecimal digits. */
  private static final Pattern ID =
      Pattern.compile(
          "[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Times are ISO 8601, and seconds since 1970 where DynamoDB is to remove items by them. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?|(?<=\\(N=)[12]\\d{9}(?=\\))");

  /** Gives what functions ask for while this is done. */
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
