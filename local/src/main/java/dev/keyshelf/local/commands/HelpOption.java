package dev.keyshelf.local.commands;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Every command explains itself, and so does each command below it. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows what this command can do.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;
}
