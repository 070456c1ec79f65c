package dev.keyshelf.bench.boot;

import dev.keyshelf.bench.load.Drop;
import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.local.machine.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long the commands of {@code ./keyshelf} take with each of the JVM's compilers. */
@Command(
    name = "boot",
    description =
        "Starts serve, demo, token, fire and import as processes on empty folders, with C1 alone"
            + " and with all compiler tiers, with and without the class cache.")
public final class BootCommand extends Measurement {
  private static final List<String> KNOWN = List.of("serve", "demo", "token", "fire", "import");
  private static final String ROW = "%-8s %-18s %8s %16s %8s%n";

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each command is started.")
  private int rounds;

  @Option(
      names = "--commands",
      split = ",",
      defaultValue = "serve,demo,token,fire,import",
      description = "The commands, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<String> commands = List.of();

  /** For picocli. */
  public BootCommand() {}

  @Override
  protected void measure() throws Exception {
    refuseUnknown();
    // A small import: a partner that refers to no catalogue, since there is none.
    try (var drop = new Drop()) {
      drop.add(
          "imports/partners/partners.yaml",
          "partners: [{id: bench, name: Bench, suspended: false, eligiblePrograms: []}]\n");
      measure(drop.folder());
    }
  }

  private void measure(Path imports) throws Exception {
    var root = Settings.defaultTemplate().toAbsolutePath().resolveSibling("");
    // Builds the project and makes the cache, if needed, before anything is timed.
    Boot.of(root, Variant.C1_CACHED, arguments(imports, "token"));
    show(ROW, "command", "JVM", "p50", "least to most", "CPU p50");
    for (var command : commands) {
      Map<Variant, List<Boot>> boots = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (var variant : Variant.values()) {
          boots
              .computeIfAbsent(variant, _ -> new ArrayList<>())
              .add(Boot.of(root, variant, arguments(imports, command)));
        }
      }
      boots.forEach((variant, all) -> showStarts(command, variant, all));
    }
  }

  private void refuseUnknown() {
    for (var command : commands) {
      if (!KNOWN.contains(command)) {
        throw refused(
            "--commands must be some of %s, was %s".formatted(String.join(",", KNOWN), command));
      }
    }
  }

  private static List<String> arguments(Path imports, String command) {
    return switch (command) {
      case "serve" -> List.of("serve", "--port", "0");
      case "token" -> List.of("token", "--partner", "p", "--user", "u", "--role", "AdminAgent");
      case "fire" -> List.of("fire", "CloseCancellationWindows");
      case "import" -> List.of("import", imports.toString());
      default -> List.of(command);
    };
  }

  private void showStarts(String command, Variant variant, List<Boot> boots) {
    var walls = sorted(boots, Boot::wall);
    show(
        ROW,
        command,
        variant,
        seconds(walls.get(walls.size() / 2)),
        "%s-%s".formatted(seconds(walls.getFirst()), seconds(walls.getLast())),
        orNone(sorted(boots, Boot::processor).get(boots.size() / 2)));
  }

  private static String orNone(Duration processor) {
    return processor.isZero() ? "-" : seconds(processor);
  }

  private static List<Duration> sorted(List<Boot> boots, Function<Boot, Duration> of) {
    return boots.stream().map(of).sorted().toList();
  }

  private static String seconds(Duration duration) {
    return "%.2f s".formatted(duration.toMillis() / 1000.0);
  }
}
