package dev.keyshelf.bench.growth;

import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.local.machine.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures calls in tables of several sizes, which take turns. */
@Command(
    name = "growth",
    description =
        "Orders, reveals, starts, cancels, reads the log and closes windows in tables of several"
            + " sizes.")
public final class GrowthCommand extends Measurement {
  private static final String ROW = "%-26s %10s %9s %9s %9s%n";

  @Option(
      names = "--items",
      split = ",",
      defaultValue = "1000,10000",
      description = "How many items the tables hold; 1000000 takes long to fill.")
  private List<Integer> items = List.of();

  @Option(names = "--rounds", defaultValue = "6", description = "The first one warms up.")
  private int rounds;

  @Option(names = "--calls", defaultValue = "50", description = "Calls of each kind in a round.")
  private int calls;

  @Override
  protected void measure() {
    var template = Settings.defaultTemplate().toAbsolutePath();
    List<Shop> shops = new ArrayList<>();
    try {
      items.forEach(count -> shops.add(new Shop(template, count, rounds + 1, calls)));
      show(measured(shops), shops);
    } finally {
      shops.forEach(Shop::close);
    }
  }

  /** Gives the latencies of each call, in the order of the shops. */
  private Map<String, List<List<Long>>> measured(List<Shop> shops) {
    Map<String, List<List<Long>>> all = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int turn = 0; turn < shops.size(); turn++) {
        var shop = (round + turn) % shops.size();
        var took = shops.get(shop).round(calls);
        if (round > 0) {
          took.forEach((call, nanos) -> of(all, call, shops.size()).get(shop).addAll(nanos));
        }
      }
    }
    return all;
  }

  private static List<List<Long>> of(Map<String, List<List<Long>>> all, String call, int shops) {
    return all.computeIfAbsent(
        call,
        _ -> {
          List<List<Long>> empty = new ArrayList<>();
          for (int i = 0; i < shops; i++) {
            empty.add(new ArrayList<>());
          }
          return empty;
        });
  }

  private void show(Map<String, List<List<Long>>> measured, List<Shop> shops) {
    show(ROW, "call", "items", "p50", "p99", "p50 x");
    measured.forEach(
        (call, bySize) -> {
          var smallest = latencies(bySize.getFirst());
          for (int i = 0; i < shops.size(); i++) {
            var these = latencies(bySize.get(i));
            show(
                ROW,
                call,
                shops.get(i).items(),
                these.millis(50),
                these.millis(99),
                "%.2f".formatted((double) these.percentile(50) / smallest.percentile(50)));
          }
        });
  }

  private static Latencies latencies(List<Long> nanos) {
    var array = nanos.stream().mapToLong(Long::longValue).toArray();
    return Latencies.of(array, nanos.stream().mapToLong(Long::longValue).sum());
  }
}
