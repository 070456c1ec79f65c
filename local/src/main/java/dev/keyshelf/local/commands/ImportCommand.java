package dev.keyshelf.local.commands;

import dev.keyshelf.local.machine.Backstage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uploads files and shows what the import functions made of them. */
@Command(
    name = "import",
    description = "Imports partners, catalogue, artifacts and keys from files.")
public final class ImportCommand implements Callable<Integer> {
  private static final int FAULTS = 2;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "PATH",
      description =
          "A folder with imports/ and artifacts/ in it, or a file or folder inside one of these.")
  private Path path = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    var functionLog = System.out;
    // The functions log each fault too: here the report below says it, once.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (var backstage = Backstage.open(data.settings())) {
      var report = backstage.importer().importPath(path);
      var out = spec.commandLine().getOut();
      out.printf("%s files uploaded, %s read%n", report.uploaded().size(), report.answers().size());
      for (var answer : report.answers()) {
        out.printf("  %s: %s%n", answer.key(), answer.summary());
      }
      out.flush();
      var err = spec.commandLine().getErr();
      report.faults().forEach(err::println);
      err.flush();
      return report.faults().isEmpty() ? 0 : FAULTS;
    } finally {
      System.setOut(functionLog);
    }
  }
}
