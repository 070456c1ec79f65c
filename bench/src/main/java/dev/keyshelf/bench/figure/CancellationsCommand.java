package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Counts;
import dev.keyshelf.bench.load.Crowd;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures quotes and cancels over HTTP: of short and long orders, by one client and by many. */
@Command(
    name = "cancellations",
    description = "Quotes and cancels orders of 1 and 25 lines by 1 and 16 clients.")
public final class CancellationsCommand implements Callable<Integer> {
  private static final String ROW = "%7s %5s %-7s %7s %9s %9s %9s %8s%n";
  private static final int[] CLIENTS = {1, 16};
  private static final int[] LINES = {1, 25};

  @Option(
      names = "--orders",
      defaultValue = "200",
      description = "How many orders of each kind are measured; as many are cancelled before.")
  private int orders;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    Counts.requireAtLeastOne(spec, "--orders", orders);
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0);
    try (var machine = OneMachine.start(settings);
        var agent = new Agent(machine)) {
      spec.commandLine()
          .getOut()
          .printf(ROW, "clients", "lines", "call", "calls", "p50", "p99", "longest", "a second");
      for (var clients : CLIENTS) {
        for (var lines : LINES) {
          measure(agent, clients, lines, false);
          measure(agent, clients, lines, true);
        }
      }
    }
    return 0;
  }

  private void measure(Agent agent, int clients, int lines, boolean shown) {
    var customer = agent.customer();
    var body = Agent.lines("ws2019-std-16core", 2, lines);
    var placed = IntStream.range(0, orders).mapToObj(_ -> agent.order(customer, body)).toList();
    var quotes = new String[orders];
    var quoting = Crowd.share(clients, orders, (_, i) -> quotes[i] = agent.quote(placed.get(i)));
    var cancelling = Crowd.share(clients, orders, (_, i) -> agent.cancel(placed.get(i), quotes[i]));
    if (shown) {
      show(clients, lines, "quote", quoting);
      show(clients, lines, "cancel", cancelling);
    }
  }

  private void show(int clients, int lines, String call, Latencies latencies) {
    var out = spec.commandLine().getOut();
    out.printf(
        ROW,
        clients,
        lines,
        call,
        latencies.count(),
        latencies.millis(50),
        latencies.millis(99),
        latencies.millis(100),
        "%.0f".formatted(latencies.perSecond()));
    out.flush();
  }
}
