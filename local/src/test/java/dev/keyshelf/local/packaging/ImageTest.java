package dev.keyshelf.local.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.commands.TemplateCommand;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.testkit.lambda.ImageFolder;
import dev.keyshelf.testkit.lambda.Launch;
import dev.keyshelf.testkit.lambda.Life;
import dev.keyshelf.testkit.lambda.Life.Turn;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Runs functions from what functions/Dockerfile copies into their images, with the entry points
 * that {@code ./keyshelf template --images all} prints, and with caches that this JVM made. In the
 * build, one function does so, and with {@code -Dwhole=true} all of them.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class ImageTest extends Packaged {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> IN_THE_BUILD = Set.of("PlaceOrder");

  /** What Lambda would read and write requests with, if the function did not do it itself. */
  private static final String OF_LAMBDA = "com.amazonaws.lambda.thirdparty.com.fasterxml.jackson";

  @TempDir private Path folder;
  private final Map<String, ImageFolder> images = new TreeMap<>();

  private interface Starter {
    Launch launch(FunctionDeclaration function);
  }

  private static List<FunctionDeclaration> imaged() throws IOException {
    var variant = variant();
    return TEMPLATE.functions().stream()
        .filter(each -> variant.properties(each.logicalId()).has("ImageConfig"))
        .filter(each -> Boolean.getBoolean("whole") || IN_THE_BUILD.contains(each.name()))
        .toList();
  }

  private static RawTemplate variant() throws IOException {
    var printed = new StringWriter();
    new CommandLine(new TemplateCommand())
        .setOut(new PrintWriter(printed))
        .execute("--images", "all");
    var file = Files.createTempFile("image", ".yaml");
    try {
      return RawTemplate.read(Files.writeString(file, printed.toString()));
    } finally {
      Files.delete(file);
    }
  }

  /** Returns the arguments of a function's entry point. It fails if the cache cannot be used. */
  private List<String> entryPoint(RawTemplate variant, FunctionDeclaration function) {
    var config = variant.properties(function.logicalId()).path("ImageConfig");
    var arguments = new ArrayList<String>();
    config.path("EntryPoint").forEach(each -> arguments.add(each.asText()));
    assertThat(arguments.removeFirst()).isEqualTo("/usr/bin/java");
    assertThat(config.path("Command")).hasSize(1);
    arguments.addFirst("-XX:AOTMode=on");
    arguments.addFirst("-Xlog:class+load:file=" + classesOf(function));
    return arguments;
  }

  private Path classesOf(FunctionDeclaration function) {
    return folder.resolve(function.logicalId() + "-classes.log");
  }

  private Sandbox sandbox(FunctionDeclaration function, Map<String, String> env, Launch launch) {
    return new Sandbox(function, imageOf(function).folder(), env, folder, launch);
  }

  /** Lets each of these functions answer in a process of its own, and all others in this one. */
  private void live(List<FunctionDeclaration> own, Starter starter, boolean leavesCaches)
      throws Exception {
    var byName = new HashMap<String, FunctionDeclaration>();
    own.forEach(each -> byName.put(each.name(), each));
    try (EmbeddedCloud cloud = EmbeddedCloud.start(null)) {
      var life = new Life(ROOT);
      life.furnish(cloud, TEMPLATE);
      var env = new HashMap<>(cloud.environment());
      env.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
      // All functions take part in one life, so those of this process have the clock of the others.
      var clockOfProcesses = Clock.systemUTC();
      try (var others = Functions.load(TEMPLATE, env, clockOfProcesses)) {
        for (Turn turn : life.turns()) {
          var event = life.eventOf(turn.function());
          var function = byName.remove(turn.function());
          if (function == null) {
            turn.check().check(JSON.readTree(others.invoke(turn.function(), event)));
          } else {
            try (var sandbox = sandbox(function, env, starter.launch(function))) {
              turn.check().check(JSON.readTree(sandbox.invoke(event).getBytes(UTF_8)));
              if (leavesCaches) {
                sandbox.end();
              }
            }
          }
          if (byName.isEmpty()) {
            return;
          }
        }
      }
    }
  }

  private ImageFolder imageOf(FunctionDeclaration function) {
    return Objects.requireNonNull(images.get(function.codeUri()));
  }

  @Test
  void answersWithTheCacheThatTheSameJvmMade() throws Exception {
    assumeTrue(Sandbox.runsHere(), "the runtime interface client runs on Linux only");
    var functions = imaged();
    var variant = variant();
    for (var function : functions) {
      var capability = function.codeUri().split("/")[1];
      if (!images.containsKey(function.codeUri())) {
        images.put(
            function.codeUri(),
            ImageFolder.lay(ROOT.resolve(function.codeUri()), folder.resolve(capability)));
      }
    }

    live(functions, function -> imageOf(function).training(function), true);
    live(functions, function -> Launch.byEntryPoint(entryPoint(variant, function)), false);

    for (var function : functions) {
      var loaded = Files.readAllLines(classesOf(function));
      assertThat(loaded)
          .anyMatch(
              line ->
                  line.contains(" " + function.handler() + " ")
                      && line.contains("shared objects file"));
      if (!function.routes().isEmpty()) {
        assertThat(loaded).noneMatch(line -> line.contains(OF_LAMBDA));
      }
    }
    assertEveryUserReadsAllFiles();
    assertNeedsTheCache(functions.getFirst(), entryPoint(variant, functions.getFirst()));
  }

  /** Lambda starts images as a user other than the builder. */
  private void assertEveryUserReadsAllFiles() throws IOException {
    for (var image : images.values()) {
      try (var files = Files.walk(image.folder())) {
        assertThat(files.filter(Files::isRegularFile))
            .allSatisfy(
                file ->
                    assertThat(Files.getPosixFilePermissions(file))
                        .contains(PosixFilePermission.OTHERS_READ));
      }
    }
  }

  /** Shows that the starts above would have failed without a cache that the JVM can use. */
  private void assertNeedsTheCache(FunctionDeclaration function, List<String> entryPoint)
      throws IOException {
    Files.delete(imageOf(function).cacheOf(function));
    try (var sandbox = sandbox(function, Map.of(), Launch.byEntryPoint(entryPoint))) {
      assertThatThrownBy(() -> sandbox.invoke("{}".getBytes(UTF_8)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("its JVM ended with 1")
          .hasMessageContaining("AOT cache");
    }
  }
}
