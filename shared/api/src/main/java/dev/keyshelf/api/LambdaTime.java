package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;

/** The remaining time of an invocation on Lambda. */
public final class LambdaTime {
  private LambdaTime() {}

  /** Returns the remaining time, which is read from the context at each use. */
  public static TimeLeft left(Context context) {
    return TimeLeft.of(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
