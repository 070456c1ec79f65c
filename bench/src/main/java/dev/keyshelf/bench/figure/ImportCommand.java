package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Assortment;
import dev.keyshelf.bench.load.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the import of catalogues of several sizes: time, items, memory and their growth. */
@Command(
    name = "import",
    description = "Imports generated catalogues. Shows time, items and the peak of live heap.")
public final class ImportCommand extends Measurement {
  private static final String ROW = "%6s %6s %7s %9s %8s %10s %12s%n";

  @Option(
      names = "--skus",
      split = ",",
      defaultValue = "200,2000",
      description = "How many SKUs, each in three markets. Separate several sizes by commas.")
  private List<Integer> sizes = List.of();

  @Override
  protected void measure() throws Exception {
    var root = Path.of(System.getProperty("keyshelf.root", ""));
    var folder = Files.createTempDirectory("keyshelf-bench");
    show(ROW, "SKUs", "files", "items", "import", "items/s", "peak heap", "next list");
    var measured = new ArrayList<ImportFigures>();
    for (var skus : sizes) {
      var figures = ImportMeasurement.of(root, folder, new Assortment(skus));
      show(
          ROW,
          figures.skus(),
          figures.files(),
          figures.items(),
          seconds(figures.importMillis()),
          figures.items() * 1_000 / figures.importMillis(),
          figures.peakHeapBytes() / (1 << 20) + " MiB",
          seconds(figures.replaceMillis()));
      measured.add(figures);
    }
    if (measured.size() > 1) {
      var least = measured.getFirst();
      var most = measured.getLast();
      out()
          .printf(
              "growth %.1f x SKUs: %.1f x import, %.1f x peak heap, %.1f x next list%n",
              ratio(most.skus(), least.skus()),
              ratio(most.importMillis(), least.importMillis()),
              ratio(most.peakHeapBytes(), least.peakHeapBytes()),
              ratio(most.replaceMillis(), least.replaceMillis()));
    }
    say(
        "import: validation and first publication. next list: the next version, with other prices"
            + " in one market, and the removal of the previous version. heap: live after a full"
            + " collection, of the function alone.");
  }

  private static String seconds(long millis) {
    return "%.1f s".formatted(millis / 1_000.0);
  }

  private static double ratio(long most, long least) {
    return (double) most / least;
  }
}
