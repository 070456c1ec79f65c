package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.LogLoad;
import dev.keyshelf.bench.load.Measurement;
import java.util.EnumMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures pages of the activity log over HTTP, beside how many records there are. */
@Command(
    name = "log",
    description = "Reads pages of activity logs of several sizes; tells latency and its ratio.")
public final class LogCommand extends Measurement {
  private static final String ROW = "%9s %-22s %7s %9s %9s %10s%n";

  @Option(
      names = "--records",
      split = ",",
      defaultValue = "1000,10000",
      description =
          "How many records a log holds, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<Integer> records = List.of();

  @Option(
      names = "--pages",
      defaultValue = "200",
      description = "How many pages of each kind to measure, after half as many to warm up.")
  private int pages;

  @Override
  protected void measure() {
    show(ROW, "records", "page", "pages", "p50", "p99", "p50 ratio");
    var first = new EnumMap<LogLoad.Kind, Long>(LogLoad.Kind.class);
    for (var count : records) {
      try (var machine = emptyMachine()) {
        var load = new LogLoad(machine);
        load.write(count);
        for (var kind : LogLoad.Kind.values()) {
          load.read(kind, Math.ceilDiv(pages, 2));
          var read = load.read(kind, pages);
          first.putIfAbsent(kind, read.percentile(50));
          show(
              ROW,
              count,
              kind.words(),
              read.count(),
              read.millis(50),
              read.millis(99),
              "%.2f".formatted((double) read.percentile(50) / first.getOrDefault(kind, 1L)));
        }
      }
    }
  }
}
