package dev.keyshelf.local.commands;

import dev.keyshelf.local.stack.Pause;
import java.util.Map;

/**
 * What a command takes from its process.
 *
 * @param environment the variables
 * @param pause how it waits
 */
public record Surroundings(Map<String, String> environment, Pause pause) {
  /** Copies the variables. */
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Returns those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), Pause.sleeping());
  }

  /** The root command, which hands its surroundings to the others. */
  public interface Root {
    /** Returns the surroundings of all commands. */
    Surroundings surroundings();
  }
}
