package dev.keyshelf.local.commands;

import picocli.CommandLine.Option;

/** Every command explains itself. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows what this command can do.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;
}
