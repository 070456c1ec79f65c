package dev.keyshelf.local.api;

import dev.keyshelf.local.function.Functions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * What functions ask of their stores, one call after another, as somebody with a stopwatch could
 * tell them apart: ids and tokens are all alike. The SDK finds it by the file {@code
 * execution.interceptors} among the test resources.
 */
public final class StoreSteps implements ExecutionInterceptor {
  private static final List<String> STEPS = Collections.synchronizedList(new ArrayList<>());

  /** Ids are ULIDs or UUIDs, and what a token hashes to is 64 hexadecimal digits. */
  private static final Pattern ID =
      Pattern.compile(
          "[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?");

  /** Gives what functions ask for while this is done. */
  public static List<String> during(Runnable work) {
    STEPS.clear();
    work.run();
    return List.copyOf(STEPS);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Functions.running()
        .ifPresent(
            function -> {
              var asked = context.request().getClass().getSimpleName() + " " + context.request();
              var alike = ID.matcher(asked).replaceAll("*");
              STEPS.add(function + ": " + TIME.matcher(alike).replaceAll("*"));
            });
  }
}
