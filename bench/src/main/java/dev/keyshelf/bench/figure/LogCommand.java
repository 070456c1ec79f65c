package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Counts;
import dev.keyshelf.bench.load.LogLoad;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures pages of the activity log over HTTP, beside how many records there are. */
@Command(
    name = "log",
    description = "Reads pages of activity logs of several sizes; tells latency and its ratio.")
public final class LogCommand implements Callable<Integer> {
  private static final String ROW = "%9s %-22s %7s %9s %9s %10s%n";

  @Option(
      names = "--records",
      split = ",",
      defaultValue = "1000,10000",
      description = "How many records the logs hold (${DEFAULT-VALUE}).")
  private List<Integer> records = List.of();

  @Option(
      names = "--pages",
      defaultValue = "200",
      description = "How many pages of each kind are read, after half as many to warm up.")
  private int pages;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    records.forEach(each -> Counts.requireAtLeastOne(spec, "--records", each));
    Counts.requireAtLeastOne(spec, "--pages", pages);
    var out = spec.commandLine().getOut();
    out.printf(ROW, "records", "page", "pages", "p50", "p99", "p50 ratio");
    var first = new EnumMap<LogLoad.Kind, Long>(LogLoad.Kind.class);
    for (var count : records) {
      var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0).withoutSamples();
      try (var machine = OneMachine.start(settings)) {
        var load = new LogLoad(machine);
        load.write(count);
        for (var kind : LogLoad.Kind.values()) {
          load.read(kind, Math.ceilDiv(pages, 2));
          var read = load.read(kind, pages);
          first.putIfAbsent(kind, read.percentile(50));
          out.printf(
              ROW,
              count,
              kind.words(),
              read.count(),
              millis(read.percentile(50)),
              millis(read.percentile(99)),
              "%.2f".formatted((double) read.percentile(50) / first.getOrDefault(kind, 1L)));
          out.flush();
        }
      }
    }
    return 0;
  }

  private static String millis(long nanos) {
    return "%.1f ms".formatted(nanos / 1e6);
  }
}
