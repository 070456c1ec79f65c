package dev.keyshelf.testkit;

import java.util.Map;

/**
 * The machine's clock where libfaketime moves it ({@code ./keyshelf-prove days}). A process that a
 * test starts without its own variables has to keep these, or it lives on another day than the
 * stores that it calls.
 */
public final class MovedClock {
  private MovedClock() {}

  /** Adds the variables that move this process's clock to those of a process to be started. */
  public static void handTo(Map<String, String> environment) {
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.equals("LD_PRELOAD") || name.startsWith("FAKETIME")) {
                environment.put(name, value);
              }
            });
  }
}
