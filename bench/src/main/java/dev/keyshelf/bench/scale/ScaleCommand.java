package dev.keyshelf.bench.scale;

import static java.util.Objects.requireNonNull;

import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.local.machine.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes which partition, item or quota ends first as a stack grows. */
@Command(
    name = "scale",
    description =
        "Counts what each call writes and to which partition of the table, and computes the rates"
            + " at which a link, a purchase, a customer, a partner and a stack end.")
public final class ScaleCommand extends Measurement {
  private static final String ROW = "%-22s  %-8s  %7s  %8s  %s%n";
  private static final String QUOTA = "%-48s  %9s  %9s  %8s%n";
  private static final String LIFT = "%-54s  %s%n";

  /** What a call is repeated for, with a reserve. */
  private static final int KEYS = 2_000;

  /** Events that are published in one transaction at most. */
  private static final int BATCH = 49;

  private static final double SECONDS_OF_A_YEAR = 365 * 86_400.0;
  private static final int MONTHS = 12;
  private static final int QUERY = 500;
  private static final double PERCENT = 100;
  private static final double MILLIS_OF_A_SECOND = 1e3;
  private static final double GIGABYTE = 1e9;
  private static final double ROUNDED = 50;

  /** Commands of each kind, of ten, in the load of a whole stack. */
  private static final Map<Work, Integer> MIX = new LinkedHashMap<>();

  static {
    MIX.put(Work.PLACE_ORDER, 2);
    MIX.put(Work.REVEAL_KEYS, 2);
    MIX.put(Work.CREATE_LINK, 2);
    MIX.put(Work.START_DOWNLOAD, 3);
    MIX.put(Work.CANCEL_ORDER, 1);
  }

  private static final List<Work> COUNTED =
      List.of(
          Work.CREATE_CUSTOMER,
          Work.PLACE_ORDER,
          Work.PLACE_LONG_ORDER,
          Work.REVEAL_KEYS,
          Work.REVEAL_KEYS_AGAIN,
          Work.CREATE_LINK,
          Work.START_DOWNLOAD,
          Work.RESUME_DOWNLOAD,
          Work.CANCEL_ORDER);

  @Option(
      names = "--orders",
      defaultValue = "100000000",
      description = "How many orders a partner places in a year (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--peak",
      defaultValue = "10",
      description =
          "How much more than the mean its busiest second has (default: ${DEFAULT-VALUE}).")
  private int peak;

  @Option(
      names = "--commands",
      defaultValue = "10000",
      description = "How many commands a second all partners send (default: ${DEFAULT-VALUE}).")
  private int commands;

  @Option(
      names = "--hold",
      paramLabel = "MS",
      defaultValue = "10",
      description =
          "The assumed time in which a transaction holds its items (default: ${DEFAULT-VALUE}).")
  private int hold;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "30",
      description = "The assumed duration of an invocation (default: ${DEFAULT-VALUE}).")
  private int millis;

  /** What a load needs more of than there is. */
  private final List<String> exceeded = new ArrayList<>();

  /** For picocli. */
  public ScaleCommand() {}

  @Override
  protected void measure() {
    var template = Settings.defaultTemplate().toAbsolutePath();
    Map<Work, Call> calls = new LinkedHashMap<>();
    try (var machine = machine();
        var agent = new Agent(machine);
        var other = new Agent(machine, "partner-b");
        var probe = new Probe(machine)) {
      KeyPool.supplySamples(machine, KEYS);
      var desk = new Desk(machine.functions(), template.resolveSibling("events"));
      COUNTED.forEach(
          work -> calls.put(work, Call.measured(work, desk, List.of(agent, other), probe)));
    }
    show(ROW, "call", "of one", "units", "a second", "what ends first");
    var order = requireNonNull(calls.get(Work.PLACE_ORDER));
    calls.values().forEach(this::showEnds);
    showPublishing(order);
    say("");
    showPartner(order);
    say("");
    showStack(calls);
    say("");
    say("What would lift what ends first");
    lifts(calls).forEach((what, change) -> show(LIFT, what, change));
  }

  private void showEnds(Call call) {
    call.shared()
        .forEach(
            (level, shared) ->
                End.of(shared, hold, 1)
                    .ifPresentOrElse(
                        end ->
                            show(
                                ROW,
                                call.name(),
                                level,
                                call.own().all(),
                                grouped(end.perSecond()),
                                end.what()),
                        () ->
                            show(
                                ROW,
                                call.name(),
                                level,
                                call.own().all(),
                                "-",
                                "nothing is shared")));
  }

  private void showPublishing(Call call) {
    var end = End.of(call.together(), hold, BATCH).orElseThrow();
    show(
        ROW,
        "PublishEvents, 1 event",
        Level.PARTNER,
        call.published().all(),
        grouped(end.perSecond()),
        end.what());
  }

  private void showPartner(Call order) {
    var mean = orders / SECONDS_OF_A_YEAR;
    var end = End.of(order.shared(Level.PARTNER), hold, 1).orElseThrow();
    var bytes = order.own().bytes() + order.published().bytes();
    var month = (double) orders / MONTHS;
    say("A partner with %s orders of one line in a year".formatted(grouped(orders)));
    show(QUOTA, "", "used", "of", "%");
    quota("orders in the busiest second", mean * peak, end.perSecond());
    quota(
        "seconds to add up a month's preview",
        month / QUERY * hold / MILLIS_OF_A_SECOND,
        Limit.GATEWAY_SECONDS);
    quota(
        "seconds to issue a month's invoice",
        2 * month / QUERY * hold / MILLIS_OF_A_SECOND,
        Limit.FUNCTION_SECONDS);
    // Rounded, since the size of an item depends on the digits of its times.
    say(
        "stored, with records and events: some %s GB a year"
            .formatted(grouped(ROUNDED * Math.round(orders * (bytes / GIGABYTE) / ROUNDED))));
  }

  private void showStack(Map<Work, Call> calls) {
    say("%s commands a second of all partners".formatted(grouped(commands)));
    var rates = new LinkedHashMap<Work, Double>();
    var all = MIX.values().stream().mapToInt(Integer::intValue).sum();
    MIX.forEach((work, part) -> rates.put(work, commands * part / (double) all));
    var shared = new TreeMap<Place, Double>();
    var written = 0.0;
    for (var each : rates.entrySet()) {
      var call = requireNonNull(calls.get(each.getKey()));
      written += each.getValue() * (call.own().all() + call.published().all());
      call.shared(Level.STACK)
          .units()
          .forEach((place, units) -> shared.merge(place, units * each.getValue(), Double::sum));
    }
    show(QUOTA, "", "used", "of", "%");
    quota("write units of the table and its indexes", written, Limit.TABLE_WRITES);
    var fullest = new TreeMap<String, Double>();
    shared.forEach(
        (place, units) -> fullest.merge(place.label(), units / place.parts(), Math::max));
    fullest.forEach((label, units) -> quota(label, units, Limit.PARTITION_WRITES));
    quota("requests at the gateway", commands, Limit.GATEWAY_REQUESTS);
    quota(
        "invocations at once, with the publisher's",
        2.0 * commands * millis / MILLIS_OF_A_SECOND,
        Limit.CONCURRENCY);
    quota(
        "KMS operations, if no data key is in memory",
        rates.getOrDefault(Work.REVEAL_KEYS, 0.0) + rates.getOrDefault(Work.CREATE_LINK, 0.0),
        Limit.KMS_OPERATIONS);
    quota("messages that wake webhooks, one an event", commands, Limit.QUEUE_SENDS);
  }

  private Map<String, String> lifts(Map<Work, Call> calls) {
    var lifts = new TreeMap<String, String>();
    exceeded.forEach(what -> lifts.put(what, Lift.of(what)));
    for (var call : calls.values()) {
      call.shared()
          .values()
          .forEach(
              shared ->
                  End.of(shared, hold, 1)
                      .ifPresent(end -> lifts.put(end.what(), Lift.of(end.what()))));
      End.of(call.together(), hold, BATCH)
          .ifPresent(end -> lifts.put(end.what(), Lift.of(end.what())));
    }
    return lifts;
  }

  private void quota(String what, double used, double limit) {
    show(QUOTA, what, grouped(used), grouped(limit), grouped(used / limit * PERCENT));
    if (used > limit) {
      exceeded.add(what);
    }
  }

  private static String grouped(double value) {
    return value < 10
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
