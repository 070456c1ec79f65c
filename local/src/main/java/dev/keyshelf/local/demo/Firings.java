package dev.keyshelf.local.demo;

import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.schedule.Schedules;

/** Fires schedules, as EventBridge does: one that fails is fired again, and does the rest. */
record Firings(Schedules schedules) {
  private static final int ATTEMPTS = 3;

  /**
   * Fires a schedule now.
   *
   * @return what its function answered
   * @throws FunctionFailed if it failed three times
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
