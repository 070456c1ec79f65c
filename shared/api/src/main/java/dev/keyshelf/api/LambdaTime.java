package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;

/** The time that Lambda gives a function. */
public final class LambdaTime {
  private LambdaTime() {}

  /** Returns what is left of it, whenever it is asked. */
  public static TimeLeft left(Context context) {
    return TimeLeft.of(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
