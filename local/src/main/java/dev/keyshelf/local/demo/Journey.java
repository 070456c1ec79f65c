package dev.keyshelf.local.demo;

import dev.keyshelf.local.OneMachine;
import java.io.PrintStream;

/** Walks the journey against a running machine and says what it sees. */
public final class Journey {
  private Journey() {}

  /** True when every step answered as it should. */
  public static boolean walk(OneMachine machine, PrintStream out) {
    out.printf("%s serves %d routes%n", machine.baseUrl(), machine.routes());
    return machine.routes() > 0;
  }
}
