package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Drop;
import dev.keyshelf.bench.load.FeedLoad;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.bench.load.WebhookLoad;
import dev.keyshelf.bench.load.WebhookLoad.Arrival;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures webhooks: the delay of deliveries, and how long a long backlog takes. */
@Command(
    name = "webhooks",
    description = "Tells the time from commit to delivery, and how long a backlog takes.")
public final class WebhooksCommand extends Measurement {
  private static final String DELAYS = "%8s %8s %10s %9s %9s %9s %9s%n";
  private static final String BACKLOG = "%8s %9s %9s%n";
  private static final List<String> PARTNERS =
      List.of("partner-a", "partner-b", "partner-c", "partner-d");
  private static final String MORE_PARTNERS =
      """
      partners:
        - {id: partner-c, name: C, suspended: false, eligiblePrograms: [server-software]}
        - {id: partner-d, name: D, suspended: false, eligiblePrograms: [server-software]}
      """;
  private static final int LONGEST_PAUSE = 400;

  @Option(
      names = "--webhooks",
      defaultValue = "100",
      description = "How many webhooks four partners have in all (default: ${DEFAULT-VALUE}).")
  private int webhooks;

  @Option(
      names = "--commands",
      defaultValue = "200",
      description = "How many commands there are, with pauses (default: ${DEFAULT-VALUE}).")
  private int commands;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "How many events a paused webhook missed (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--seed",
      defaultValue = "21",
      description = "The seed of the pauses (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  protected void measure() {
    show(DELAYS, "webhooks", "commands", "deliveries", "p50", "p95", "p99", "longest");
    delays();
    show(BACKLOG, "events", "all", "a second");
    backlog();
  }

  private void delays() {
    try (var machine = webhooksMachine();
        var more = new Drop();
        var load = new WebhookLoad(machine)) {
      more.add("imports/partners/more.yaml", MORE_PARTNERS).into(machine);
      for (int i = 0; i < webhooks; i++) {
        load.create(PARTNERS.get(i % PARTNERS.size()), "dev.keyshelf.customer.created.v1");
      }
      var agents = PARTNERS.stream().map(partner -> new Agent(machine, partner)).toList();
      load.await(command(agents, commands));
      var start = System.nanoTime();
      var arrivals = load.await(command(agents, commands));
      var nanos = arrivals.stream().mapToLong(each -> each.delay().toNanos()).toArray();
      var delays = Latencies.of(nanos, System.nanoTime() - start);
      agents.forEach(Agent::close);
      show(
          DELAYS,
          webhooks,
          commands,
          delays.count(),
          delays.millis(50),
          delays.millis(95),
          delays.millis(99),
          delays.millis(100));
    }
  }

  /** Creates customers with random pauses, and returns how many deliveries they lead to. */
  private int command(List<Agent> agents, int count) {
    var random = new Random(seed);
    var deliveries = 0;
    for (int i = 0; i < count; i++) {
      try {
        Thread.sleep(random.nextInt(LONGEST_PAUSE));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
      var which = i % agents.size();
      agents.get(which).customer();
      deliveries += (webhooks - which + agents.size() - 1) / agents.size();
    }
    return deliveries;
  }

  private void backlog() {
    try (var machine = webhooksMachine();
        var load = new WebhookLoad(machine);
        var feed = new FeedLoad(machine)) {
      var webhook = load.create("partner-a", "dev.keyshelf.order.placed.v1");
      load.set(webhook, "partner-a", "PAUSED");
      feed.write(events);
      var start = System.nanoTime();
      load.set(webhook, "partner-a", "ACTIVE");
      var numbers = load.await(events).stream().mapToLong(Arrival::number).toArray();
      var nanos = System.nanoTime() - start;
      if (IntStream.range(1, numbers.length).anyMatch(i -> numbers[i] <= numbers[i - 1])) {
        throw new IllegalStateException("the events did not arrive in order");
      }
      show(
          BACKLOG, events, "%.1f s".formatted(nanos / 1e9), "%.0f".formatted(events * 1e9 / nanos));
    }
  }
}
