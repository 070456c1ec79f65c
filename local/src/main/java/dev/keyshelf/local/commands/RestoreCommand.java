package dev.keyshelf.local.commands;

import dev.keyshelf.local.backup.Restore;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Creates a data folder from a backup. */
@Command(
    name = "restore",
    description = "Creates a data folder from a backup. The folder must be empty or absent.")
public final class RestoreCommand implements Runnable {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "SOURCE", description = "A folder that `./keyshelf backup` made.")
  private Path source = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public void run() {
    var restored = Restore.from(source, data.path());
    var out = spec.commandLine().getOut();
    out.printf("Restored %s to %s: %s%n", source, data.path(), restored);
    out.flush();
  }
}
