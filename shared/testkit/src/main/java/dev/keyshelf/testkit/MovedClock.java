package dev.keyshelf.testkit;

import java.util.Map;

/**
 * The variables of libfaketime, which moves the machine's clock for {@code ./keyshelf-prove days}.
 * A process that a test starts must inherit them. Otherwise its date differs from that of the
 * stores which it calls.
 */
public final class MovedClock {
  private MovedClock() {}

  /** Copies the variables that move this process's clock to those of a process to start. */
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
