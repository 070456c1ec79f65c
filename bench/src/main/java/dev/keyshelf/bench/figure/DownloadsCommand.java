package dev.keyshelf.bench.figure;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.DownloadLoad;
import dev.keyshelf.bench.load.Measurement;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures starts and resumes of downloads over HTTP, with one client and with many. */
@Command(
    name = "downloads",
    description =
        "Starts downloads and resumes each, with 1 and 16 clients. Shows latency and rate.")
public final class DownloadsCommand extends Measurement {
  private static final String ROW = "%7s %9s %8s %6s %9s %9s %9s %9s%n";

  @Option(
      names = "--starts",
      defaultValue = "800",
      description = "How many starts of each kind to measure, after as many to warm up.")
  private int starts;

  @Option(
      names = "--clients",
      split = ",",
      defaultValue = "1,16",
      description = "How many clients call at once. Separate several numbers by commas.")
  private List<Integer> clients = List.of();

  /** Creates a load with this number of clients and starts. */
  private interface Kind {
    DownloadLoad load(Agent agent, int clients, int starts);
  }

  @Override
  protected void measure() {
    try (var machine = machine();
        var agent = new Agent(machine)) {
      show(ROW, "clients", "links", "call", "calls", "p50", "p99", "longest", "a second");
      for (var count : clients) {
        measure(agent, count, "own", DownloadLoad::ofOwnLinks);
        if (count > 1) {
          measure(agent, count, "the same", DownloadLoad::ofOneLink);
        }
      }
    }
    say(
        "own: each client has its own link. the same: all clients use one link. After 50 uses,"
            + " they take a new link. start: POST of the link. resume: GET of the session, without"
            + " the file.");
  }

  private void measure(Agent agent, int count, String links, Kind kind) {
    var before = kind.load(agent, count, starts);
    before.start();
    before.resume();
    var load = kind.load(agent, count, starts);
    show(ROW, count, links, "start", load.start());
    show(ROW, count, links, "resume", load.resume());
  }
}
