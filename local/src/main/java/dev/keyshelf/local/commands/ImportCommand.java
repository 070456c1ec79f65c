package dev.keyshelf.local.commands;

import dev.keyshelf.local.machine.Backstage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Uploads files and shows how the import functions answered. */
@Command(
    name = "import",
    description = "Imports partners, catalogue, artifacts and keys from files.")
public final class ImportCommand extends DataCommand implements Callable<Integer> {
  private static final int FAULTS = 2;

  @Parameters(
      paramLabel = "PATH",
      description =
          "A folder that contains imports/ or artifacts/, or a file or folder inside one of them.")
  private Path path = Path.of("");

  @Override
  public Integer call() {
    return withoutLog(this::imported);
  }

  private int imported() {
    try (var backstage = Backstage.open(data().settings())) {
      var err = spec().commandLine().getErr();
      var report = backstage.importer().importPath(path, UploadLine.on(err));
      var out = out();
      out.printf("%s files uploaded, %s read%n", report.uploaded().size(), report.answers().size());
      for (var answer : report.answers()) {
        out.printf("  %s: %s%n", answer.key(), answer.summary());
      }
      out.flush();
      report.faults().forEach(err::println);
      err.flush();
      return report.faults().isEmpty() ? 0 : FAULTS;
    }
  }
}
