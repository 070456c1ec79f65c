package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Assortment;
import dev.keyshelf.bench.load.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the import of catalogues of several sizes: time, items, memory, and how they grow. */
@Command(
    name = "import",
    description = "Imports invented catalogues; tells time, items and the peak of live heap.")
public final class ImportCommand implements Callable<Integer> {
  private static final String ROW = "%6s %6s %7s %9s %8s %10s %12s%n";

  @Option(
      names = "--skus",
      split = ",",
      defaultValue = "200,2000",
      description = "How many SKUs, each in three markets; several sizes apart by commas.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private List<Integer> sizes;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    sizes.forEach(size -> Counts.requireAtLeastOne(spec, "--skus", size));
    var out = spec.commandLine().getOut();
    var root = Path.of(System.getProperty("keyshelf.root", ""));
    var folder = Files.createTempDirectory("keyshelf-bench");
    out.printf(ROW, "SKUs", "files", "items", "import", "items/s", "peak heap", "next list");
    var measured = new ArrayList<ImportFigures>();
    for (var skus : sizes) {
      var figures = ImportMeasurement.of(root, folder, new Assortment(skus));
      out.printf(
          ROW,
          figures.skus(),
          figures.files(),
          figures.items(),
          seconds(figures.importMillis()),
          figures.items() * 1_000 / figures.importMillis(),
          figures.peakHeapBytes() / (1 << 20) + " MiB",
          seconds(figures.replaceMillis()));
      out.flush();
      measured.add(figures);
    }
    if (measured.size() > 1) {
      var least = measured.getFirst();
      var most = measured.getLast();
      out.printf(
          "growth %.1f x SKUs: %.1f x import, %.1f x peak heap, %.1f x next list%n",
          ratio(most.skus(), least.skus()),
          ratio(most.importMillis(), least.importMillis()),
          ratio(most.peakHeapBytes(), least.peakHeapBytes()),
          ratio(most.replaceMillis(), least.replaceMillis()));
    }
    out.println(
        "import: check and first publication; next list: another version with other prices in one"
            + " market, and the sweep of the one before; heap: live after a full collection, of the"
            + " function alone");
    out.flush();
    return 0;
  }

  private static String seconds(long millis) {
    return "%.1f s".formatted(millis / 1_000.0);
  }

  private static double ratio(long most, long least) {
    return (double) most / least;
  }
}
