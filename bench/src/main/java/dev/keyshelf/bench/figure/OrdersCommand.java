package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.bench.load.OrderLoad;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures orders over HTTP: short and long ones, with one client and with many. */
@Command(
    name = "orders",
    description = "Places orders of 1 and 25 lines with 1 and 16 clients. Shows latency and rate.")
public final class OrdersCommand extends Measurement {
  private static final String ROW = "%7s %5s %7s %8s %8s %8s %8s%n";
  private static final int[] CLIENTS = {1, 16};
  private static final int[] LINES = {1, 25};

  @Option(
      names = "--orders",
      defaultValue = "400",
      description = "How many orders of each kind to measure, after as many to warm up.")
  private int orders;

  @Option(
      names = "--on-disk",
      description = "Keeps the data in this folder and syncs each commit to disk.")
  private @Nullable Path folder;

  @Override
  protected void measure() {
    try (var machine = folder == null ? machine() : machine(folder);
        var agent = new Agent(machine)) {
      var pool = KeyPool.ofSamples(machine);
      show(ROW, "clients", "lines", "orders", "p50", "p99", "longest", "a second");
      for (var clients : CLIENTS) {
        for (var lines : LINES) {
          pool.supply(2 * orders * lines);
          var load = new OrderLoad(agent, clients, lines);
          load.place(orders);
          show(ROW, clients, lines, load.place(orders));
        }
      }
    }
  }
}
