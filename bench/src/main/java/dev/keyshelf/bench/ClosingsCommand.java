package dev.keyshelf.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.OneMachine;
import dev.keyshelf.local.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the closing of windows that are due, among more and more that are not. */
@Command(
    name = "closings",
    description = "Closes windows that are due among many that are not; tells what one costs.")
final class ClosingsCommand implements Callable<Integer> {
  private static final String ROW = "%10s %7s %12s %10s%n";
  private static final String FUNCTION = "CloseCancellationWindows";
  private static final int ROUNDS = 5;
  private static final Duration FAR = Duration.ofDays(30);

  @Option(names = "--due", defaultValue = "500", description = "How many are due in a round.")
  private int due;

  @Option(
      names = "--among",
      split = ",",
      defaultValue = "1000,20000",
      description = "Among how many in all, one run after the other.")
  private List<Integer> among = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Bench.requireAtLeastOne(spec, "--due", due);
    among.forEach(count -> Bench.requireAtLeastOne(spec, "--among", count));
    var out = spec.commandLine().getOut();
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0);
    try (var machine = OneMachine.start(settings);
        var agent = new Agent(machine);
        var dynamoDb = Stores.dynamoDb(machine.storeEnvironment())) {
      var windows = OpenWindows.ofOnePurchase(agent, dynamoDb);
      out.printf(ROW, "among", "due", "a closing", "longest");
      var open = 0;
      for (var count : among.stream().sorted().toList()) {
        windows.add(Math.max(0, count - due - open), Instant.now().plus(FAR));
        open = Math.max(open, count - due);
        measure(machine, windows, count, out);
      }
    }
    return 0;
  }

  private void measure(OneMachine machine, OpenWindows windows, int count, PrintWriter out)
      throws IOException {
    var nanos = new long[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      windows.add(due, Instant.now().minusSeconds(1));
      var start = System.nanoTime();
      var answer = machine.schedules().fire(FUNCTION);
      var took = System.nanoTime() - start;
      var closed = new ObjectMapper().readTree(answer).path("closed").asInt();
      if (closed != due) {
        throw new IllegalStateException("%s were due, %s closed".formatted(due, closed));
      }
      if (round >= 0) {
        nanos[round] = took; // The round before the first one warms up.
      }
    }
    Arrays.sort(nanos);
    out.printf(ROW, count, due, millis(nanos[ROUNDS / 2]), millis(nanos[ROUNDS - 1]));
    out.flush();
  }

  private String millis(long nanos) {
    return "%.2f ms".formatted(nanos / 1e6 / due);
  }
}
