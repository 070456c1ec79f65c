package dev.keyshelf.bench.start;

import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.lambda.FunctionZips;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures cold starts of functions and of two floors in turn. */
@Command(
    name = "starts",
    description =
        "Starts each function in its own process, as Lambda does, and two floors to compare with:"
            + " a handler that only greets, and one that commits four puts with the bare SDK.")
public final class StartsCommand extends Measurement {
  private static final String ROW = "%-26s %-9s %7s %8s %14s %8s %6s %8s %7s %8s%n";
  private static final String FLOOR = "(bare SDK)";

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each function is started.")
  private int rounds;

  @Option(
      names = "--functions",
      split = ",",
      description = "The functions, separated by commas (default: all of template.yaml).")
  private String[] functions = {};

  @Option(names = "--without-cache", description = "Measures only starts without an AOT cache.")
  private boolean withoutCache;

  @Override
  protected void measure() throws Exception {
    var path = Settings.defaultTemplate().toAbsolutePath();
    var template = Template.read(path);
    var root = path.resolveSibling("");
    var names = new LinkedHashSet<>(Arrays.asList(functions));
    refuseUnknown(names, template);
    refuseWithoutZips(FunctionZips.of(root, template));
    if (names.isEmpty()) {
      names.addAll(ColdStarts.names(template));
    }
    var folder = Files.createTempDirectory("keyshelf-starts");
    try {
      var starts = new ColdStarts(root, template, folder, names);
      var kinds = withoutCache ? List.of(Kind.MANAGED) : List.of(Kind.values());
      if (!withoutCache) {
        starts.train();
      }
      Map<Kind, Map<Subject, List<Start>>> measured = new EnumMap<>(Kind.class);
      for (int round = 0; round < rounds; round++) {
        for (var kind : round % 2 == 0 ? kinds : kinds.reversed()) {
          var all = measured.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
          starts
              .round(kind)
              .forEach(
                  (subject, more) ->
                      all.computeIfAbsent(subject, _ -> new ArrayList<>()).addAll(more));
        }
      }
      show(measured);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void refuseUnknown(Set<String> names, Template template) {
    var known = ColdStarts.names(template);
    for (var name : names) {
      if (!known.contains(name)) {
        throw refused("no such function: " + name);
      }
    }
  }

  private void refuseWithoutZips(FunctionZips zips) {
    if (!Sandbox.runsHere()) {
      throw refused("the runtime interface client runs on Linux only");
    }
    if (!zips.missing().isEmpty()) {
      throw refused(
          "no %s: run mvn -DskipTests package first".formatted(zips.missing().getFirst()));
    }
  }

  private void show(Map<Kind, Map<Subject, List<Start>>> measured) {
    show(
        ROW,
        "function",
        "started",
        "starts",
        "p50",
        "least to most",
        "floor x",
        "CPU",
        "floor x",
        "peak",
        "packed");
    // All ratios are to the floor without a cache.
    var floor =
        Objects.requireNonNull(measured.get(Kind.MANAGED)).entrySet().stream()
            .filter(each -> each.getKey().name().equals(FLOOR))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    measured.forEach(
        (kind, all) ->
            all.forEach(
                (subject, starts) ->
                    show(
                        ROW,
                        subject.name(),
                        kind,
                        starts.size(),
                        median(starts, Start::wallMillis) + " ms",
                        "%s-%s ms"
                            .formatted(
                                starts.stream().mapToLong(Start::wallMillis).min().orElseThrow(),
                                starts.stream().mapToLong(Start::wallMillis).max().orElseThrow()),
                        ratio(starts, floor, Start::wallMillis),
                        median(starts, Start::cpuMillis),
                        ratio(starts, floor, Start::cpuMillis),
                        median(starts, Start::peakKilobytes) / 1024 + " MB",
                        "%.1f MB".formatted(subject.packedBytes() / 1e6))));
  }

  private static String ratio(List<Start> starts, List<Start> floor, ToLongFunction<Start> figure) {
    return "%.2f".formatted((double) median(starts, figure) / median(floor, figure));
  }

  private static long median(List<Start> starts, ToLongFunction<Start> figure) {
    var sorted = starts.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
