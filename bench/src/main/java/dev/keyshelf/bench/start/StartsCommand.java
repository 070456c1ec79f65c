package dev.keyshelf.bench.start;

import dev.keyshelf.bench.load.Measurement;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.lambda.FunctionZips;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.util.ArrayList;
import java.util.Arrays;
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
        "Starts each function in its own process, as Lambda does, from its zip, its image and a"
            + " snapshot, beside two floors: a handler that only greets, and one that commits four"
            + " puts with the bare SDK. Says which way to deploy a function is best.")
public final class StartsCommand extends Measurement {
  private static final String ROW = "%-26s %-9s %7s %8s %14s %8s %6s %8s %7s %8s%n";
  private static final String VARIANT = "%-26s %8s %9s %8s %7s %9s %7s %9s %10s %-8s%n";
  private static final String FLOOR = "(bare SDK)";

  /** The function that the API asks about a token. It has no route. */
  private static final String AUTHORIZER = "AuthorizeToken";

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

  @Option(
      names = "--without-images",
      description = "Measures only starts from zips, without snapshots.")
  private boolean withoutImages;

  @Option(names = "--tls", description = "Lets functions speak TLS to the table store, as on AWS.")
  private boolean tls;

  @Option(
      names = "--restore",
      defaultValue = "200",
      paramLabel = "MILLIS",
      description =
          "How long Lambda takes to restore a snapshot. It cannot be measured here;"
              + " bench/aws/starts measures it (assumed: ${DEFAULT-VALUE}).")
  private int restore;

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
    try (var scratch = new Scratch()) {
      var starts = ColdStarts.besideFloors(root, template, scratch.folder(), names);
      var kinds = withoutImages ? List.of(Kind.MANAGED) : List.of(Kind.values());
      if (!withoutImages) {
        starts.train();
      }
      Map<Kind, Map<Subject, List<Start>>> measured = new EnumMap<>(Kind.class);
      for (int round = 0; round < rounds; round++) {
        for (var kind : round % 2 == 0 ? kinds : kinds.reversed()) {
          var all = measured.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
          starts
              .round(kind, tls)
              .forEach(
                  (subject, more) ->
                      all.computeIfAbsent(subject, _ -> new ArrayList<>()).addAll(more));
        }
      }
      show(measured);
      if (!withoutImages) {
        compare(measured);
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
        of(measured, Kind.MANAGED).entrySet().stream()
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

  /** Shows what each way to deploy a function takes and costs. */
  private void compare(Map<Kind, Map<Subject, List<Start>>> measured) {
    show(
        VARIANT,
        "",
        "zip",
        "snapshot:",
        "image:",
        "zip",
        "snapshot",
        "image",
        "cache,",
        "image",
        "");
    show(
        VARIANT,
        "function",
        "answer",
        "restored",
        "answer",
        "$/mill.",
        "$/mill.",
        "$/mill.",
        "$/month",
        "pays from",
        "best");
    double kept = 0;
    for (var subject : of(measured, Kind.MANAGED).keySet()) {
      if (subject.name().startsWith("(")) {
        continue;
      }
      var variants = variants(measured, subject);
      kept += variants.keptForAMonth();
      show(
          VARIANT,
          subject.name(),
          variants.zip() + " ms",
          variants.restored() + " ms",
          variants.image() + " ms",
          "%.2f".formatted(variants.millionStarts(variants.zip())),
          "%.2f".formatted(variants.millionStarts(variants.restored())),
          "%.2f".formatted(variants.millionStarts(variants.image())),
          "%.4f".formatted(variants.keptForAMonth()),
          variants.startsThatPay() == Long.MAX_VALUE ? "never" : variants.startsThatPay(),
          variants.best(restore));
    }
    say("A restore of %s ms is added to a snapshot's answer (--restore).".formatted(restore));
    say("The caches of these functions cost %.2f USD a month in the registry.".formatted(kept));
  }

  private static Variants variants(Map<Kind, Map<Subject, List<Start>>> measured, Subject subject) {
    var function = subject.function();
    return new Variants(
        subject.name(),
        !function.routes().isEmpty() || subject.name().equals(AUTHORIZER),
        function.memoryMegabytes(),
        millis(measured, Kind.MANAGED, subject),
        millis(measured, Kind.RESTORED, subject),
        millis(measured, Kind.IMAGE, subject),
        subject.keptBytes());
  }

  private static Map<Subject, List<Start>> of(
      Map<Kind, Map<Subject, List<Start>>> measured, Kind kind) {
    return Objects.requireNonNull(measured.get(kind));
  }

  private static long millis(
      Map<Kind, Map<Subject, List<Start>>> measured, Kind kind, Subject subject) {
    return median(Objects.requireNonNull(of(measured, kind).get(subject)), Start::wallMillis);
  }

  private static String ratio(List<Start> starts, List<Start> floor, ToLongFunction<Start> figure) {
    return "%.2f".formatted((double) median(starts, figure) / median(floor, figure));
  }

  private static long median(List<Start> starts, ToLongFunction<Start> figure) {
    var sorted = starts.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
