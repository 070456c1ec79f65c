package dev.keyshelf.local.demo;

import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.schedule.Schedules;

/** Fires schedules as EventBridge does: a failed function is retried, and then does the rest. */
record Firings(Schedules schedules) {
  private static final int ATTEMPTS = 3;

  /**
   * Fires a schedule now.
   *
   * @return the function's answer
   * @throws FunctionFailed if the function failed three times
   */
  byte[] fire(String name) {
    for (int attempt = 1; ; attempt++) {
      try {
        return schedules.fire(name);
      } catch (FunctionFailed failed) {
        if (attempt == ATTEMPTS) {
          throw failed;
        }
      }
    }
  }
}
