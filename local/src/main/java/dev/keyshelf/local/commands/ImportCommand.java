package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.imports.ImportReport;
import dev.keyshelf.local.imports.StackImporter;
import dev.keyshelf.local.imports.UploadProgress;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stack.Stack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Uploads files and shows how the import functions answered. */
@Command(
    name = "import",
    description = "Imports partners, catalogue, artifacts and keys from files.")
public final class ImportCommand extends StackCommand implements Callable<Integer> {
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
    var err = spec().commandLine().getErr();
    var progress = UploadLine.on(err);
    var report =
        stack().map(stack -> importedInto(stack, progress)).orElseGet(() -> importedHere(progress));
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

  private ImportReport importedInto(Stack stack, UploadProgress progress) {
    try (var s3 = stack.s3()) {
      var template = Template.read(Settings.defaultTemplate());
      return new StackImporter(stack, template, s3, surroundings().pause())
          .importPath(path, progress);
    }
  }

  private ImportReport importedHere(UploadProgress progress) {
    try (var backstage = Backstage.open(data().settings())) {
      return backstage.importer().importPath(path, progress);
    }
  }
}
