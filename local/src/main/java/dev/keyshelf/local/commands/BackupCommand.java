package dev.keyshelf.local.commands;

import dev.keyshelf.local.backup.Backup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the data folder. A server may be using it. */
@Command(
    name = "backup",
    description = "Copies all data to a new folder and checks the copy. A server may be running.")
public final class BackupCommand implements Runnable {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TARGET",
      description = "A folder that does not exist yet. Only you can read it: it holds secrets.")
  private Path target = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public void run() {
    var copied = Backup.make(data.path(), target);
    var out = spec.commandLine().getOut();
    out.printf("Copied %s to %s and checked it: %s%n", data.path(), target, copied);
    out.flush();
  }
}
