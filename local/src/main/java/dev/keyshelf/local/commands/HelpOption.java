package dev.keyshelf.local.commands;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code --help} option of a command and of its subcommands. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;
}
