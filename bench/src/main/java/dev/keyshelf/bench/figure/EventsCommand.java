package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.EventDelays;
import dev.keyshelf.bench.load.FeedLoad;
import dev.keyshelf.bench.load.FeedReader;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.bench.load.OrderLoad;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the event feed: its publisher's rate, the delay of events, and pages of a long feed. */
@Command(
    name = "events",
    description = "Compares the publisher with orders at full rate; tells delays and page times.")
public final class EventsCommand extends Measurement {
  private static final String RATES = "%7s %7s %10s %13s %7s %7s %14s%n";
  private static final String DELAYS = "%7s %7s %9s %9s %9s %9s%n";
  private static final String PAGES = "%8s %6s %9s %12s %11s %6s%n";
  private static final int LONGEST_PAUSE = 200;

  @Option(
      names = "--orders",
      defaultValue = "2000",
      description = "How many orders to place at full rate, after as many to warm up.")
  private int orders;

  @Option(
      names = "--clients",
      defaultValue = "16",
      description = "How many clients place them (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--single",
      defaultValue = "200",
      description = "How many orders one client places with pauses (default: ${DEFAULT-VALUE}).")
  private int single;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "How many events to read from the beginning (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--seed",
      defaultValue = "21",
      description = "The seed of the pauses (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  protected void measure() {
    show(RATES, "clients", "orders", "a second", "published/s", "ratio", "behind", "all readable");
    afterOrders();
    duringOrders();
    show(PAGES, "events", "pages", "all", "first tenth", "last tenth", "ratio");
    fromTheBeginning();
  }

  /** Compares the rate of orders with that of publishing their records once they are there. */
  private void afterOrders() {
    try (var machine = machine();
        var agent = new Agent(machine)) {
      KeyPool.ofSamples(machine).supply(2 * orders);
      var load = new OrderLoad(agent, clients, 1);
      load.place(orders);
      machine.pump().drain();
      var placed = load.place(orders);
      var start = System.nanoTime();
      machine.pump().drain();
      var published = orders * 1e9 / (System.nanoTime() - start);
      show(
          RATES,
          clients,
          orders,
          "%.0f".formatted(placed.perSecond()),
          "%.0f".formatted(published),
          "%.2f".formatted(published / placed.perSecond()),
          "-",
          "-");
    }
  }

  /** Publishes while orders are placed, and then measures how long an event takes to its reader. */
  private void duringOrders() {
    try (var machine = streamingMachine();
        var agent = new Agent(machine);
        var reader = FeedReader.ofOrders(machine)) {
      KeyPool.ofSamples(machine).supply(3 * orders + 2 * single);
      var load = new OrderLoad(agent, clients, 1);
      load.place(orders);
      var before = reader.awaitAll(0, orders);
      var placed = load.place(orders);
      var start = System.nanoTime();
      var behind = Math.max(0, before + orders - reader.last());
      var full = reader.awaitAll(before, orders);
      var late = System.nanoTime() - start;
      var published = orders * 1e9 / (placed.wallNanos() + late);
      show(
          RATES,
          clients,
          orders,
          "%.0f".formatted(placed.perSecond()),
          "%.0f".formatted(published),
          "%.2f".formatted(published / placed.perSecond()),
          behind,
          "%.0f ms later".formatted(late / 1e6));
      show(DELAYS, "clients", "events", "p50", "p95", "p99", "longest");
      var delays = new EventDelays(reader);
      var one = new OrderLoad(agent, 1, 1);
      one.place(single);
      var warm = reader.awaitAll(full, single);
      showDelays(1, delays.during(warm, single, () -> placeWithPauses(one)));
      var paced = reader.awaitAll(warm, single);
      showDelays(clients, delays.during(paced, orders, () -> load.place(orders)));
    }
  }

  /** Pauses at random, so that orders do not follow the rhythm in which the server looks. */
  private void placeWithPauses(OrderLoad load) {
    var random = new Random(seed);
    for (int i = 0; i < single; i++) {
      try {
        Thread.sleep(random.nextInt(LONGEST_PAUSE));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
      load.place(1);
    }
  }

  private void showDelays(int atOnce, Latencies delays) {
    show(
        DELAYS,
        atOnce,
        delays.count(),
        delays.millis(50),
        delays.millis(95),
        delays.millis(99),
        delays.millis(100));
  }

  private void fromTheBeginning() {
    try (var machine = emptyMachine();
        var load = new FeedLoad(machine)) {
      load.write(events);
      load.readAll(events);
      var pages = load.readAll(events);
      var tenth = Math.ceilDiv(pages.size(), 10);
      var first = median(pages.subList(0, tenth));
      var last = median(pages.subList(pages.size() - tenth, pages.size()));
      show(
          PAGES,
          events,
          pages.size(),
          "%.1f s".formatted(pages.stream().mapToLong(Long::longValue).sum() / 1e9),
          "%.1f ms".formatted(first / 1e6),
          "%.1f ms".formatted(last / 1e6),
          "%.2f".formatted((double) last / first));
    }
  }

  private static long median(List<Long> nanos) {
    return Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray(), 1).percentile(50);
  }
}
