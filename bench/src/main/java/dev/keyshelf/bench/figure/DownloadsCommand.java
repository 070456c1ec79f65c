package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.Counts;
import dev.keyshelf.bench.load.DownloadLoad;
import dev.keyshelf.bench.load.Latencies;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures starts and resumes of downloads over HTTP: by one client and by many. */
@Command(
    name = "downloads",
    description = "Starts downloads and resumes each, by 1 and 16 clients; tells latency and rate.")
public final class DownloadsCommand implements Callable<Integer> {
  private static final String ROW = "%7s %9s %8s %6s %9s %9s %9s %9s%n";

  @Option(
      names = "--starts",
      defaultValue = "800",
      description = "How many starts are measured of each kind; as many are made before.")
  private int starts;

  @Option(
      names = "--clients",
      split = ",",
      defaultValue = "1,16",
      description = "How many clients at once; several numbers apart by commas.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private List<Integer> clients;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  /** Makes a load of so many clients and starts. */
  private interface Kind {
    DownloadLoad load(Agent agent, int clients, int starts);
  }

  @Override
  public Integer call() {
    Counts.requireAtLeastOne(spec, "--starts", starts);
    clients.forEach(count -> Counts.requireAtLeastOne(spec, "--clients", count));
    var settings = Settings.inMemory(Settings.defaultTemplate()).withPort(0);
    try (var machine = OneMachine.start(settings);
        var agent = new Agent(machine)) {
      spec.commandLine()
          .getOut()
          .printf(ROW, "clients", "links", "call", "calls", "p50", "p99", "longest", "a second");
      for (var count : clients) {
        measure(agent, count, "own", DownloadLoad::ofOwnLinks);
        if (count > 1) {
          measure(agent, count, "the same", DownloadLoad::ofOneLink);
        }
      }
    }
    spec.commandLine()
        .getOut()
        .println(
            "own: each client has a link of its own; the same: all use one; the next link when 50"
                + " uses are up; start: POST of the link; resume: GET of the session, without the"
                + " bytes");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void measure(Agent agent, int count, String links, Kind kind) {
    var before = kind.load(agent, count, starts);
    before.start();
    before.resume();
    var load = kind.load(agent, count, starts);
    show(count, links, "start", load.start());
    show(count, links, "resume", load.resume());
  }

  private void show(int count, String links, String call, Latencies latencies) {
    var out = spec.commandLine().getOut();
    out.printf(
        ROW,
        count,
        links,
        call,
        latencies.count(),
        latencies.millis(50),
        latencies.millis(99),
        latencies.millis(100),
        "%.0f".formatted(latencies.perSecond()));
    out.flush();
  }
}
