package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.bench.load.OrderLoad;
import dev.keyshelf.local.demo.SampleStory;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the web console in a browser: first loads on a slow line, and long lists. */
@Command(
    name = "console",
    description =
        "Opens each screen of the console without a cache on a slow line, and scrolls and filters"
            + " long lists. Needs Node.js and Chromium.")
public final class ConsoleCommand extends Measurement {
  private static final int CLIENTS = 8;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each screen is opened (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--rows",
      defaultValue = "10000",
      description = "How many orders the lists have (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--round-trip",
      paramLabel = "MS",
      defaultValue = "150",
      description = "The line's round trip in milliseconds (default: ${DEFAULT-VALUE}).")
  private int roundTrip;

  @Option(
      names = "--kilobits",
      paramLabel = "N",
      defaultValue = "1600",
      description = "What the line carries in a second (default: ${DEFAULT-VALUE}).")
  private int kilobits;

  /** For picocli. */
  public ConsoleCommand() {}

  @Override
  protected void measure() throws Exception {
    var console = Settings.defaultTemplate().resolveSibling("console");
    run(console, Map.of("KEYSHELF_CONSOLE", "required"), console.resolve("make").toString());
    try (var data = new DataFolder()) {
      var settings = Settings.inMemory(Settings.defaultTemplate()).withData(data.path());
      SampleStory.tell(settings);
      try (var machine = OneMachine.start(settings)) {
        say(
            "Each screen's first load: a round trip of %s ms, %s kbit/s"
                .formatted(roundTrip, kilobits));
        figures(console, machine.baseUrl(), data.path(), "first-load");
        order(machine);
        say("Lists");
        figures(console, machine.baseUrl(), data.path(), "lists");
      }
    }
  }

  private void order(OneMachine machine) {
    try (var agent = new Agent(machine)) {
      KeyPool.supplySamples(machine, rows);
      new OrderLoad(agent, CLIENTS, 1).place(rows);
    }
  }

  private void figures(Path console, URI server, Path folder, String test)
      throws IOException, InterruptedException {
    var table = folder.resolve(test + ".txt");
    run(
        console,
        Map.of(
            "KEYSHELF", server.toString(),
            "FIGURES", table.toString(),
            "ROUNDS", String.valueOf(rounds),
            "ROWS", String.valueOf(rows),
            "ROUND_TRIP", String.valueOf(roundTrip),
            "KILOBITS", String.valueOf(kilobits)),
        "npm",
        "run",
        "--silent",
        "figures",
        test);
    say(Files.readString(table));
  }

  private void run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var log = Files.createTempFile("keyshelf-console", ".log");
    var builder =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("NO_COLOR", "1");
    if (builder.start().waitFor() != 0) {
      throw refused("the measurement in the browser failed: see " + log);
    }
    Files.delete(log);
  }
}
