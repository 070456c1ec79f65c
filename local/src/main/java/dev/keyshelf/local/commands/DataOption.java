package dev.keyshelf.local.commands;

import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code --data} option, shared by all commands that use data. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = ".keyshelf",
      scope = ScopeType.INHERIT,
      description = "The data folder (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets the default
  private Path data;

  Path path() {
    return data;
  }

  Settings settings() {
    return Settings.inMemory(Settings.defaultTemplate()).withData(data);
  }
}
