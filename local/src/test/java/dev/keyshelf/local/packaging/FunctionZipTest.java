package dev.keyshelf.local.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.testkit.lambda.Life;
import dev.keyshelf.testkit.lambda.Life.Turn;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the zips that {@code mvn package} makes as Lambda does: each zip alone, with the runtime
 * interface client and the sample events, on the embedded stores. In the build, a few functions of
 * the zips run so, and the others in this process. With {@code -Dwhole=true}, all run as Lambda
 * runs them.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Order(2) // The longest classes begin first, so that none of them runs alone at the end.
final class FunctionZipTest extends Packaged {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * At least one function of each zip and for each kind of event: a file, an authorizer's, a
   * request with a token and one without, an operator's, a stream, a schedule, and a queue.
   */
  private static final Set<String> IN_THE_BUILD =
      Set.of(
          "ImportCatalogue",
          "AuthorizeToken",
          "CreateCustomer",
          "PlaceOrder",
          "RevealKeys",
          "OpenLink",
          "DecideSupportRequest",
          "CancelOrder",
          "PublishEvents",
          "SealActivity",
          "DeliverEvents",
          "PreviewInvoice",
          "ReadBalance");

  @TempDir private Path folder;

  private static FunctionDeclaration function(String name) {
    return TEMPLATE.functions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void answersItsSampleEventAsLambdaRunsIt() throws Exception {
    assumeTrue(Sandbox.runsHere(), "the runtime interface client runs on Linux only");
    var life = new Life(ROOT);
    List<Turn> turns = life.turns();
    assertThat(turns.stream().map(Turn::function))
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.functions().stream().map(FunctionDeclaration::name).toList());
    List<FunctionDeclaration> zipped =
        turns.stream().map(turn -> function(turn.function())).filter(this::runsFromItsZip).toList();
    assertThat(zipped.stream().map(FunctionDeclaration::codeUri).distinct())
        .containsExactlyInAnyOrderElementsOf(ZIPS.zips().keySet());
    try (EmbeddedCloud cloud = EmbeddedCloud.start(null)) {
      life.furnish(cloud, TEMPLATE);
      Map<String, String> environment = new HashMap<>(cloud.environment());
      environment.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
      Map<String, Path> tasks = ZIPS.unzip(folder);
      // All functions take part in one life, so those of this process have the clock of the others.
      var clockOfProcesses = Clock.systemUTC();
      try (var others = Functions.load(TEMPLATE, environment, clockOfProcesses)) {
        Files.write(
            Path.of("target", "function-zips.txt"),
            live(
                life,
                turns,
                zipped.stream()
                    .map(each -> new Start(each, tasks.get(each.codeUri()), environment, folder))
                    .toList(),
                others));
      }
    }
  }

  private boolean runsFromItsZip(FunctionDeclaration function) {
    return Boolean.getBoolean("whole") || IN_THE_BUILD.contains(function.name());
  }

  /** A start of a function from its zip, which is still to come. */
  private record Start(
      FunctionDeclaration function, Path task, Map<String, String> environment, Path scratch) {
    Sandbox now() {
      return new Sandbox(function, task, environment, scratch);
    }
  }

  private interface Invocation {
    byte[] answer(byte[] event) throws InterruptedException;
  }

  /** Sends an event again while the answer asks for that, as commands on a busy machine may do. */
  private static JsonNode answer(Invocation invocation, byte[] event)
      throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(invocation.answer(event));
    for (int again = 0; again < 5 && asksForAnotherCall(answer); again++) {
      answer = JSON.readTree(invocation.answer(event));
    }
    return answer;
  }

  private static boolean asksForAnotherCall(JsonNode answer) {
    // Operators' commands that are invoked by hand answer with the problem alone.
    return answer.path("statusCode").asInt(answer.at("/problem/status").asInt()) == 503;
  }

  /** Starts each zipped function while those before it run. Returns how long each took. */
  private static List<String> live(
      Life life, List<Turn> turns, List<Start> starts, Functions others) throws Exception {
    List<String> times = new ArrayList<>(List.of(ZIPS.sizes()));
    long began = System.nanoTime();
    var coming = starts.iterator();
    Start next = coming.next();
    Sandbox following = next.now();
    try {
      for (Turn turn : turns) {
        String name = turn.function();
        long before = System.nanoTime();
        if (name.equals(next.function().name())) {
          try (Sandbox sandbox = following) {
            if (coming.hasNext()) {
              next = coming.next();
              following = next.now();
            }
            check(turn, event -> sandbox.invoke(event).getBytes(UTF_8), life);
          }
        } else {
          check(turn, event -> others.invoke(name, event), life);
        }
        times.add(
            String.format(
                Locale.ROOT, "%5d ms %s", (System.nanoTime() - before) / 1_000_000, name));
      }
    } finally {
      following.close();
    }
    times.add(String.format(Locale.ROOT, "%5d ms in all", (System.nanoTime() - began) / 1_000_000));
    return times;
  }

  private static void check(Turn turn, Invocation invocation, Life life) {
    try {
      turn.check().check(answer(invocation, life.eventOf(turn.function())));
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(turn.function() + ": " + failed.getMessage(), failed);
    }
  }
}
