package dev.keyshelf.bench.load;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How many of something a measurement is told to take. */
public final class Counts {
  private Counts() {}

  /** Refuses a count of nothing: there would be no figure. */
  public static void requireAtLeastOne(CommandSpec command, String option, int count) {
    if (count < 1) {
      throw new ParameterException(command.commandLine(), option + " must be 1 or more");
    }
  }
}
