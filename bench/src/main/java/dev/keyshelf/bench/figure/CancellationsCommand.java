package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Crowd;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Measurement;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures quotes and cancellations over HTTP: short and long orders, one client and many. */
@Command(
    name = "cancellations",
    description = "Quotes and cancels orders of 1 and 25 lines with 1 and 16 clients.")
public final class CancellationsCommand extends Measurement {
  private static final String ROW = "%7s %5s %-7s %7s %9s %9s %9s %8s%n";
  private static final int[] CLIENTS = {1, 16};
  private static final int[] LINES = {1, 25};

  @Option(
      names = "--orders",
      defaultValue = "200",
      description = "How many orders of each kind to measure, after as many to warm up.")
  private int orders;

  @Override
  protected void measure() {
    try (var machine = machine();
        var agent = new Agent(machine)) {
      var pool = KeyPool.ofSamples(machine);
      show(ROW, "clients", "lines", "call", "calls", "p50", "p99", "longest", "a second");
      for (var clients : CLIENTS) {
        for (var lines : LINES) {
          pool.supply(2 * orders * lines);
          measure(agent, clients, lines, false);
          measure(agent, clients, lines, true);
        }
      }
    }
  }

  private void measure(Agent agent, int clients, int lines, boolean shown) {
    var customer = agent.customer();
    var body = Agent.lines("ws2019-std-16core", 2, lines);
    var placed = IntStream.range(0, orders).mapToObj(_ -> agent.order(customer, body)).toList();
    var quotes = new String[orders];
    var quoting = Crowd.share(clients, orders, (_, i) -> quotes[i] = agent.quote(placed.get(i)));
    var cancelling = Crowd.share(clients, orders, (_, i) -> agent.cancel(placed.get(i), quotes[i]));
    if (shown) {
      show(ROW, clients, lines, "quote", quoting);
      show(ROW, clients, lines, "cancel", cancelling);
    }
  }
}
