package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Counts;
import dev.keyshelf.bench.load.OrderLoad;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the placing of orders over HTTP: short and long ones, by one client and by many. */
@Command(
    name = "orders",
    description = "Places orders of 1 and 25 lines by 1 and 16 clients; tells latency and rate.")
public final class OrdersCommand implements Callable<Integer> {
  private static final String ROW = "%7s %5s %7s %8s %8s %8s %8s%n";
  private static final int[] CLIENTS = {1, 16};
  private static final int[] LINES = {1, 25};

  @Option(
      names = "--orders",
      defaultValue = "400",
      description = "How many orders of each kind are measured; as many are placed before.")
  private int orders;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    Counts.requireAtLeastOne(spec, "--orders", orders);
    var out = spec.commandLine().getOut();
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0);
    try (var machine = OneMachine.start(settings);
        var agent = new Agent(machine)) {
      out.printf(ROW, "clients", "lines", "orders", "p50", "p99", "longest", "a second");
      for (var clients : CLIENTS) {
        for (var lines : LINES) {
          var load = new OrderLoad(agent, clients, lines);
          load.place(orders);
          var placed = load.place(orders);
          out.printf(
              ROW,
              clients,
              lines,
              placed.count(),
              placed.millis(50),
              placed.millis(99),
              placed.millis(100),
              "%.0f".formatted(placed.perSecond()));
          out.flush();
        }
      }
    }
    return 0;
  }
}
