package dev.keyshelf.bench.start;

import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.lambda.FunctionZips;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes what functions' container images contain. {@code functions/Dockerfile} runs it. */
@Command(
    name = "images",
    description =
        "Makes what functions' container images contain, beside their base: the functions' zips as"
            + " jars, and a cache of the classes of each function, by this JVM.")
public final class ImagesCommand extends Measurement {
  @Option(
      names = "--into",
      required = true,
      paramLabel = "FOLDER",
      description = "A new folder, with the path that it will have in the images.")
  private Path into = Path.of("");

  @Option(
      names = "--functions",
      split = ",",
      description = "The functions with a cache, separated by commas (default: all).")
  private String[] functions = {};

  @Override
  protected void measure() throws Exception {
    var path = Settings.defaultTemplate().toAbsolutePath();
    var template = Template.read(path);
    var root = path.resolveSibling("");
    var zips = FunctionZips.of(root, template);
    var names = new LinkedHashSet<>(Arrays.asList(functions));
    if (names.isEmpty()) {
      names.addAll(ColdStarts.names(template));
    }
    if (!ColdStarts.names(template).containsAll(names)) {
      throw refused("--functions has a name that is not in template.yaml");
    }
    if (!Sandbox.runsHere()) {
      throw refused("the runtime interface client runs on Linux only");
    }
    if (!zips.missing().isEmpty()) {
      throw refused(
          "no %s: run mvn -DskipTests package first".formatted(zips.missing().getFirst()));
    }
    if (Files.exists(into)) {
      throw refused("--into must be a new folder, and %s exists".formatted(into));
    }
    try (var scratch = new Scratch()) {
      var starts = ColdStarts.ofImages(root, template, scratch.folder(), into, names);
      starts.train();
      for (var subject : starts.measured()) {
        say("%s %.1f MB".formatted(subject.name(), subject.cacheBytes() / 1e6));
      }
    }
  }
}
