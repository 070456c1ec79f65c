package dev.keyshelf.bench.command;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Crowd;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Measures functions in this process, and the bare SDK with the functions' requests. */
@Command(
    name = "commands",
    description =
        "Calls each command with 1 and 16 clients, and sends the same reads and transactions with"
            + " the bare SDK to a separate table. Both take turns.")
public final class CommandsCommand extends Measurement {
  private static final String ROW = "%-18s %-11s %7s %8s %8s %9s %8s %8s %9s %6s %8s %9s%n";

  /** How many turns the functions and the bare SDK each get. */
  private static final int TURNS = 4;

  private static final int NANOS_OF_A_MICRO = 1_000;
  private static final int BYTES_OF_A_KILOBYTE = 1_024;

  /** Keys for both kinds of reveals and the warm-up, of all clients, with a reserve. */
  private static final int KEYS_A_CALL = 150;

  @Option(
      names = "--calls",
      defaultValue = "320",
      description = "How many calls of each kind to measure, after as many to warm up.")
  private int calls;

  @Option(
      names = "--clients",
      split = ",",
      defaultValue = "1,16",
      description = "How many clients call at once. Separate several numbers by commas.")
  private List<Integer> clients = List.of();

  @Override
  protected void measure() {
    var path = Settings.defaultTemplate().toAbsolutePath();
    Recorder.startPreparing();
    try (var bare = new BareStore(Template.read(path));
        var machine = OneMachine.start(Settings.inMemory(path).withPort(0));
        var agent = new Agent(machine)) {
      KeyPool.supplySamples(machine, KEYS_A_CALL * calls * clients.size());
      var desk = new Desk(machine.functions(), path.resolveSibling("events"));
      show(
          ROW,
          "function",
          "",
          "clients",
          "p50",
          "p99",
          "a second",
          "bare p50",
          "bare p99",
          "a second",
          "ratio",
          "own CPU",
          "own bytes");
      for (var count : clients) {
        for (var work : Work.values()) {
          measure(work, count, desk, agent, bare);
        }
      }
    }
  }

  private void measure(Work work, int count, Desk desk, Agent agent, BareStore bare) {
    var each = Math.ceilDiv(calls, count * TURNS) * TURNS;
    Recorder.startPreparing();
    var events =
        IntStream.range(0, count).mapToObj(_ -> work.events(desk, agent, 3 * each)).toList();
    bare.prepare(Recorder.prepared());
    turn(work, desk, bare, events, 0, each);
    List<Latencies> functions = new ArrayList<>();
    List<Latencies> sdk = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      var from = each + turn * each / TURNS;
      var both = turn(work, desk, bare, events, from, each / TURNS);
      functions.add(both.getFirst());
      sdk.add(both.getLast());
    }
    show(
        work,
        count,
        Latencies.together(functions),
        Latencies.together(sdk),
        own(work, desk, bare, events.getFirst().subList(2 * each, 3 * each)));
  }

  /** Makes some of each client's calls, and then sends the requests of these calls. */
  private static List<Latencies> turn(
      Work work, Desk desk, BareStore bare, List<List<byte[]>> events, int from, int each) {
    var count = events.size();
    var sent = Stream.generate(() -> new ArrayList<List<DynamoDbRequest>>()).limit(count).toList();
    var answers = Stream.generate(() -> new ArrayList<byte[]>()).limit(count).toList();
    var functions =
        Crowd.share(
            count,
            count * each,
            (client, number) -> {
              var event = events.get(client).get(from + number / count);
              sent.get(client)
                  .add(
                      Recorder.during(
                          () -> answers.get(client).add(desk.send(work.function(), event))));
            });
    answers.forEach(all -> all.forEach(answer -> desk.read(work.function(), answer)));
    var sdk =
        Crowd.share(
            count,
            count * each,
            (client, number) -> bare.send(sent.get(client).get(number / count)));
    return List.of(functions, sdk);
  }

  /** Returns what a call uses more than the SDK does for the same requests, without the stores. */
  private static Used own(Work work, Desk desk, BareStore bare, List<byte[]> events) {
    List<List<DynamoDbRequest>> sent = new ArrayList<>();
    List<byte[]> answers = new ArrayList<>();
    var functions =
        Used.by(
            events.size(),
            number ->
                sent.add(
                    Recorder.during(
                        () -> answers.add(desk.send(work.function(), events.get(number))))));
    answers.forEach(each -> desk.read(work.function(), each));
    return functions.minus(Used.by(events.size(), number -> bare.send(sent.get(number))));
  }

  private void show(Work work, int count, Latencies functions, Latencies sdk, Used own) {
    show(
        ROW,
        work.function(),
        work.kind(),
        count,
        functions.millis(50),
        functions.millis(99),
        "%.0f".formatted(functions.perSecond()),
        sdk.millis(50),
        sdk.millis(99),
        "%.0f".formatted(sdk.perSecond()),
        "%.2f".formatted(functions.perSecond() / sdk.perSecond()),
        own.nanos() / NANOS_OF_A_MICRO + " us",
        own.bytes() / BYTES_OF_A_KILOBYTE + " KB");
  }
}
