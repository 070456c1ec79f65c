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
import dev.keyshelf.testkit.lambda.TlsFront;
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
import java.util.function.Supplier;

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

  private final Template template;
  private final Path root;
  private final Path folder;
  private final Set<String> measured;
  private final Map<String, Subject> subjects = new HashMap<>();
  private final List<Subject> floors = new ArrayList<>();

  /** Starts a measured function and returns its answer. */
  private interface Starter {
    byte[] answer(Subject subject, byte[] event, Map<String, String> environment) throws Exception;
  }

  private ColdStarts(Path root, Template template, Path folder, Path into, Set<String> measured)
      throws IOException {
    this.root = root;
    this.template = template;
    this.folder = folder;
    this.measured = measured;
    var zips = FunctionZips.of(root, template);
    var tasks = zips.unzip(folder);
    var images = Images.lay(zips, into);
    for (var function : template.functions()) {
      var uri = function.codeUri();
      subjects.put(
          function.name(),
          new Subject(function, known(tasks, uri), known(zips.zips(), uri), known(images, uri)));
    }
  }

  /**
   * Unzips functions to start them beside the floors, and lays out their images.
   *
   * @param root the folder of the template, the zips, the events and the samples
   * @param folder the folder for unzipped functions, images, caches and logs
   * @param measured the names of the functions to measure
   */
  static ColdStarts besideFloors(Path root, Template template, Path folder, Set<String> measured)
      throws IOException {
    var starts = new ColdStarts(root, template, folder, folder.resolve("images"), measured);
    var like = known(starts.subjects, PURCHASING);
    var packing = new Floors(like.function(), like.task().resolve("lib"), folder);
    starts.floors.addAll(List.of(packing.hello(), packing.bareTransaction()));
    return starts;
  }

  /**
   * Lays out the images alone.
   *
   * @param folder the folder for all but the images
   * @param into the folder for an image of each capability
   */
  static ColdStarts ofImages(
      Path root, Template template, Path folder, Path into, Set<String> measured)
      throws IOException {
    return new ColdStarts(root, template, folder, into, measured);
  }

  /** Returns the functions that are measured, in the order of their names. */
  List<Subject> measured() {
    return measured.stream().sorted().map(name -> known(subjects, name)).toList();
  }

  /** Returns the names of the functions that can be measured. */
  static List<String> names(Template template) {
    return template.functions().stream().map(FunctionDeclaration::name).toList();
  }

  /**
   * Makes the caches of the images: each function and floor answers once, and writes its cache when
   * it ends.
   */
  void train() throws Exception {
    var trained = new HashSet<Subject>();
    live(
        measured,
        (subject, event, environment) -> {
          var launch =
              trained.add(subject) ? subject.image().training(subject.function()) : Launch.MANAGED;
          try (var sandbox = sandbox(subject, environment, launch)) {
            var answer = sandbox.invoke(event);
            sandbox.end();
            return answer.getBytes(StandardCharsets.UTF_8);
          }
        });
  }

  /**
   * Runs one life and returns its starts by subject, in the order of the life.
   *
   * @param withTls whether functions speak TLS to the table store, as on AWS
   */
  Map<Subject, List<Start>> round(Kind kind, boolean withTls) throws Exception {
    Map<Subject, List<Start>> starts = new LinkedHashMap<>();
    live(
        measured,
        (subject, event, environment) -> {
          try (var front = withTls ? new TlsFront(environment, folder) : null) {
            var launch = launch(kind, subject);
            return start(
                starts.computeIfAbsent(subject, _ -> new ArrayList<>()),
                kind,
                event,
                () -> sandbox(subject, environment, front == null ? launch : front.before(launch)));
          }
        });
    return starts;
  }

  /** Starts a process, adds what its start took to the others, and returns its answer. */
  private static byte[] start(
      List<Start> starts, Kind kind, byte[] event, Supplier<Sandbox> process) throws Exception {
    var began = System.nanoTime();
    try (var sandbox = process.get()) {
      var usedBefore = 0L;
      if (kind == Kind.RESTORED) {
        sandbox.snapshotAndRestore();
        began = System.nanoTime();
        usedBefore = Start.cpuMillis(sandbox);
      }
      var answer = sandbox.invoke(event);
      starts.add(Start.endingNow(began, usedBefore, sandbox));
      return answer.getBytes(StandardCharsets.UTF_8);
    }
  }

  private Launch launch(Kind kind, Subject subject) {
    return switch (kind) {
      case MANAGED -> Launch.MANAGED;
      case IMAGE -> subject.image().start(subject.function());
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
    var at = launch.fromImage() ? subject.image().folder() : subject.task();
    return new Sandbox(subject.function(), at, environment, folder, launch);
  }

  private static <T> T known(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }
}
