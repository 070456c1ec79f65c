package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Assortment;
import dev.keyshelf.bench.load.Drop;
import dev.keyshelf.bench.load.KeyLoad;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.local.machine.OneMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures claims of keys over HTTP from pools of several sizes. */
@Command(
    name = "keys",
    description =
        "Imports key pools of several sizes and claims keys from them in turn. Shows latency.")
public final class KeysCommand extends Measurement {
  private static final String ROW = "%8s %9s %8s %7s %9s %9s %9s %10s %10s%n";

  @Option(
      names = "--pools",
      split = ",",
      defaultValue = "100,10000,100000",
      description = "How many keys a pool holds. Separate several sizes by commas.")
  private List<Integer> pools = List.of();

  @Option(
      names = "--claims",
      defaultValue = "500",
      description = "How many claims of each pool to measure, after as many to warm up.")
  private int claims;

  @Override
  protected void measure() {
    var sizes = pools.stream().sorted().toList();
    try (var machine = emptyMachine();
        var agent = new Agent(machine)) {
      openShop(machine, sizes.size());
      var filled = new ArrayList<Duration>();
      var stocked = new ArrayList<KeyPool>();
      for (int i = 0; i < sizes.size(); i++) {
        stocked.add(KeyPool.of(machine, i));
        filled.add(stocked.getLast().supply(sizes.get(i)));
      }
      var load = new KeyLoad(agent, stocked, sizes.getFirst());
      load.claim(claims);
      show(sizes, filled, load.claim(claims));
    }
  }

  /** Imports a partner and a product for each pool. */
  private static void openShop(OneMachine machine, int products) {
    var assortment = Assortment.ofProducts(products);
    try (var drop = new Drop()) {
      assortment.objects().forEach(key -> drop.add(key, Assortment.CONTENT));
      drop.add(
          "imports/partners/partners.yaml",
          """
          partners:
            - {id: partner-a, name: Bench, suspended: false, eligiblePrograms: [server-software]}
          """);
      assortment
          .files("bench", "972.00")
          .forEach((path, text) -> drop.add("imports/catalogue/bench/" + path, text));
      drop.into(machine);
    }
  }

  private void show(List<Integer> sizes, List<Duration> filled, List<Latencies> claimed) {
    show(
        ROW,
        "keys",
        "import",
        "keys/s",
        "claims",
        "p50",
        "p99",
        "longest",
        "p50 ratio",
        "p99 ratio");
    var least = claimed.getFirst();
    for (int i = 0; i < sizes.size(); i++) {
      var seconds = filled.get(i).toNanos() / 1e9;
      var latencies = claimed.get(i);
      show(
          ROW,
          sizes.get(i),
          "%.1f s".formatted(seconds),
          "%.0f".formatted(sizes.get(i) / seconds),
          latencies.count(),
          latencies.millis(50),
          latencies.millis(99),
          latencies.millis(100),
          ratio(latencies.percentile(50), least.percentile(50)),
          ratio(latencies.percentile(99), least.percentile(99)));
    }
    say(
        "claim: the first reveal of a purchase, which issues its key. One client claims from the"
            + " pools in turn, and refills each. ratio: to the smallest pool.");
  }

  private static String ratio(long nanos, long least) {
    return "%.2f".formatted((double) nanos / least);
  }
}
