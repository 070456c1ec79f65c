package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.bench.load.OrderLoad;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the placing of orders over HTTP: short and long ones, by one client and by many. */
@Command(
    name = "orders",
    description = "Places orders of 1 and 25 lines by 1 and 16 clients; tells latency and rate.")
public final class OrdersCommand extends Measurement {
  private static final String ROW = "%7s %5s %7s %8s %8s %8s %8s%n";
  private static final int[] CLIENTS = {1, 16};
  private static final int[] LINES = {1, 25};

  @Option(
      names = "--orders",
      defaultValue = "400",
      description = "How many orders of each kind are measured; as many are placed before.")
  private int orders;

  @Option(
      names = "--on-disk",
      description = "Keeps the data in this folder, where each commit is synced to disk.")
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
