package dev.keyshelf.local.stack;

import dev.keyshelf.local.fault.UserFault;
import java.time.Duration;

/** Waits before something is looked at again. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits.
   *
   * @throws UserFault if the wait is interrupted
   */
  void of(Duration time);

  /** Returns the pause that sleeps. */
  static Pause sleeping() {
    return time -> {
      try {
        Thread.sleep(time);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new UserFault("interrupted", interrupted);
      }
    };
  }
}
