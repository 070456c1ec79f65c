package dev.keyshelf.bench.growth;

import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.local.machine.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures calls with tables of several sizes in turn. */
@Command(
    name = "growth",
    description =
        "Places orders, reveals keys, starts downloads, cancels, reads the log and the lists across"
            + " customers, and closes windows, with tables of several sizes. Reads price lists,"
            + " balances and statements of few and of many.")
public final class GrowthCommand extends Measurement {
  private static final String ROW = "%-26s %16s %9s %9s %9s%n";
  private static final List<Integer> USUAL_ITEMS = List.of(1_000, 10_000);

  @Option(
      names = "--items",
      split = ",",
      description =
          "How many items a table holds, separated by commas (1000,10000). Filling one with"
              + " 1000000 takes long.")
  private List<Integer> items = List.of();

  @Option(
      names = "--orders",
      split = ",",
      description =
          "How many orders a table holds, separated by commas, instead of --items. Only the lists"
              + " across customers are measured then, and only what they read is filled in.")
  private List<Integer> orders = List.of();

  @Option(
      names = "--lists",
      split = ",",
      defaultValue = "10,1000",
      description =
          "How many price lists a partner has, and versions of one, separated by commas"
              + " (${DEFAULT-VALUE}).")
  private List<Integer> lists = List.of();

  @Option(
      names = "--months",
      split = ",",
      defaultValue = "2,120",
      description =
          "How many months a partner was invoiced for, separated by commas (${DEFAULT-VALUE})."
              + " It must be as many numbers as --lists.")
  private List<Integer> months = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = "How many rounds to measure, after one to warm up.")
  private int rounds;

  @Option(names = "--calls", defaultValue = "50", description = "Calls of each kind in a round.")
  private int calls;

  @Override
  protected void measure() {
    requireSizes();
    var template = Settings.defaultTemplate().toAbsolutePath();
    compare(
        orders.isEmpty()
            ? (items.isEmpty() ? USUAL_ITEMS : items)
                .stream().map(count -> () -> Shop.ofItems(template, count, rounds + 1, calls))
            : orders.stream().map(count -> () -> Shop.ofOrders(template, count)));
    compare(
        IntStream.range(0, lists.size())
            .mapToObj(i -> () -> new Books(template, lists.get(i), months.get(i))));
  }

  private void requireSizes() {
    if (!items.isEmpty() && !orders.isEmpty()) {
      throw refused("--orders and --items exclude each other");
    }
    if (lists.size() != months.size()) {
      throw refused("--months must have as many numbers as --lists, %s".formatted(lists.size()));
    }
    if (lists.stream().anyMatch(count -> count > Books.MOST_LISTS)) {
      throw refused("--lists must be at most " + Books.MOST_LISTS);
    }
    if (months.stream().anyMatch(count -> count > Books.MOST_MONTHS)) {
      throw refused("--months must be at most " + Books.MOST_MONTHS);
    }
  }

  /** Fills one after the other, measures them in turn, and shows their figures. */
  private void compare(Stream<Supplier<Grown>> sizes) {
    List<Grown> all = new ArrayList<>();
    try {
      sizes.forEach(
          each -> {
            var grown = each.get();
            all.add(grown);
            say(grown.filled());
            grown.rows().forEach((list, rows) -> say("  %s: %d rows".formatted(list, rows)));
          });
      show(measured(all), all);
    } finally {
      all.forEach(Grown::close);
    }
  }

  /** Returns the latencies of each call, in the order of the sizes. */
  private Map<String, List<List<Long>>> measured(List<Grown> sizes) {
    Map<String, List<List<Long>>> all = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int turn = 0; turn < sizes.size(); turn++) {
        var size = (round + turn) % sizes.size();
        var took = sizes.get(size).round(calls);
        if (round > 0) {
          took.forEach((call, nanos) -> of(all, call, sizes.size()).get(size).addAll(nanos));
        }
      }
    }
    return all;
  }

  private static List<List<Long>> of(Map<String, List<List<Long>>> all, String call, int sizes) {
    return all.computeIfAbsent(
        call,
        _ -> {
          List<List<Long>> empty = new ArrayList<>();
          for (int i = 0; i < sizes; i++) {
            empty.add(new ArrayList<>());
          }
          return empty;
        });
  }

  private void show(Map<String, List<List<Long>>> measured, List<Grown> sizes) {
    show(ROW, "call", "size", "p50", "p99", "p50 x");
    measured.forEach(
        (call, bySize) -> {
          var smallest = latencies(bySize.getFirst());
          for (int i = 0; i < sizes.size(); i++) {
            var these = latencies(bySize.get(i));
            show(
                ROW,
                call,
                sizes.get(i).size(call),
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
