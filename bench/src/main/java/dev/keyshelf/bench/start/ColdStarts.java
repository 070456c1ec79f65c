package dev.keyshelf.bench.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.testkit.lambda.FunctionZips;
import dev.keyshelf.testkit.lambda.Launch;
import dev.keyshelf.testkit.lambda.Life;
import dev.keyshelf.testkit.lambda.Life.Turn;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Starts each function in its own process, and has it answer its sample event once, in the order of
 * a purchase's life. Functions that are not measured answer in this process. The floors answer in
 * each life, too, so that other load on the machine affects all alike.
 */
final class ColdStarts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PURCHASING = "PlaceOrder";

  /** The floors are started again after this number of functions. */
  private static final int FUNCTIONS_BETWEEN_FLOORS = 8;

  /** How often a function answers before it writes its cache. */
  private static final int TRAINING = 50;

  private final Template template;
  private final Path root;
  private final Path folder;
  private final Set<String> measured;
  private final Map<String, Subject> subjects = new HashMap<>();
  private final List<Subject> floors;

  /** Starts a measured function and returns its answer. */
  private interface Starter {
    byte[] answer(Subject subject, byte[] event, Map<String, String> environment) throws Exception;
  }

  /**
   * Unzips the functions.
   *
   * @param root the folder of the template, the zips, the events and the samples
   * @param folder the folder for unzipped functions, caches and logs
   * @param measured the names of the functions to measure
   */
  ColdStarts(Path root, Template template, Path folder, Set<String> measured) throws IOException {
    this.root = root;
    this.template = template;
    this.folder = folder;
    this.measured = measured;
    var zips = FunctionZips.of(root, template);
    var tasks = zips.unzip(folder);
    for (var function : template.functions()) {
      var uri = function.codeUri();
      subjects.put(
          function.name(), new Subject(function, known(tasks, uri), known(zips.zips(), uri)));
    }
    var like = known(subjects, PURCHASING);
    var packing = new Floors(like.function(), like.task().resolve("lib"), folder);
    this.floors = List.of(packing.hello(), packing.bareTransaction());
  }

  /** Returns the names of the functions that can be measured. */
  static List<String> names(Template template) {
    return template.functions().stream().map(FunctionDeclaration::name).toList();
  }

  /**
   * Trains the caches: each function and floor answers until its classes are loaded, and then
   * writes its cache. Each function has its own life, which ends with it, since a life cannot
   * continue after repeated answers.
   */
  void train() throws Exception {
    var trained = new HashSet<Subject>();
    for (var name : measured) {
      live(
          Set.of(name),
          (subject, event, environment) -> {
            var launch =
                trained.add(subject) ? subject.leavingCache(cacheOf(subject)) : Launch.MANAGED;
            try (var sandbox = sandbox(subject, environment, launch)) {
              var first = sandbox.invoke(event);
              for (int more = 1; more < TRAINING; more++) {
                sandbox.invoke(withAnotherKey(event));
              }
              sandbox.end();
              return first.getBytes(StandardCharsets.UTF_8);
            }
          });
    }
  }

  /** Runs one life and returns its starts by subject, in the order of the life. */
  Map<Subject, List<Start>> round(Kind kind) throws Exception {
    Map<Subject, List<Start>> starts = new LinkedHashMap<>();
    live(
        measured,
        (subject, event, environment) -> {
          var began = System.nanoTime();
          try (var sandbox = sandbox(subject, environment, launch(kind, subject))) {
            var usedBefore = 0L;
            if (kind == Kind.RESTORED) {
              sandbox.snapshotAndRestore();
              began = System.nanoTime();
              usedBefore = Start.cpuMillis(sandbox);
            }
            var answer = sandbox.invoke(event);
            starts
                .computeIfAbsent(subject, _ -> new ArrayList<>())
                .add(Start.endingNow(began, usedBefore, sandbox));
            return answer.getBytes(StandardCharsets.UTF_8);
          }
        });
    return starts;
  }

  private Launch launch(Kind kind, Subject subject) {
    return switch (kind) {
      case MANAGED -> Launch.MANAGED;
      case CACHED -> subject.withCache(cacheOf(subject));
      case RESTORED -> Launch.FOR_A_SNAPSHOT;
    };
  }

  private void live(Set<String> names, Starter starter) throws Exception {
    try (var cloud = EmbeddedCloud.start(null)) {
      var life = new Life(root);
      life.furnish(cloud, template);
      var environment = new HashMap<>(cloud.environment());
      environment.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
      try (var functions = Functions.load(template, environment, Clock.systemUTC())) {
        var left = new ArrayList<>(names);
        for (Turn turn : life.turns()) {
          var name = turn.function();
          var event = life.eventOf(name);
          if (left.remove(name)) {
            if ((names.size() - left.size()) % FUNCTIONS_BETWEEN_FLOORS == 1) {
              startFloors(starter, environment);
            }
            turn.check()
                .check(JSON.readTree(starter.answer(known(subjects, name), event, environment)));
          } else {
            turn.check().check(JSON.readTree(functions.invoke(name, event)));
          }
          if (left.isEmpty()) {
            return;
          }
        }
      }
    }
  }

  private void startFloors(Starter starter, Map<String, String> environment) throws Exception {
    for (var floor : floors) {
      starter.answer(floor, new Life(root).eventOf(PURCHASING), environment);
    }
  }

  private Sandbox sandbox(Subject subject, Map<String, String> environment, Launch launch) {
    return new Sandbox(subject.function(), subject.task(), environment, folder, launch);
  }

  private static <T> T known(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private Path cacheOf(Subject subject) {
    return folder.resolve(subject.function().logicalId() + ".aot");
  }

  /** Replaces the idempotency key. With a used key, the answer would come from its record. */
  private static byte[] withAnotherKey(byte[] event) {
    return new String(event, StandardCharsets.UTF_8)
        .replaceFirst(
            "\"idempotency-key\": \"[^\"]*\"",
            "\"idempotency-key\": \"%s\"".formatted(UUID.randomUUID()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
