package dev.keyshelf.local.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.Life;
import dev.keyshelf.testkit.lambda.Life.Turn;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the zips that {@code mvn package} makes as Lambda does: each zip alone, with the runtime
 * interface client and the sample events, on the embedded stores.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Order(2) // The longest classes begin first, so that none of them runs alone at the end.
final class FunctionZipTest extends Packaged {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    try (EmbeddedCloud cloud = EmbeddedCloud.start(null)) {
      life.furnish(cloud, TEMPLATE);
      Map<String, String> environment = new HashMap<>(cloud.environment());
      environment.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
      Map<String, Path> tasks = ZIPS.unzip(folder);
      List<String> times = live(life, turns, environment, tasks);
      Files.write(Path.of("target", "function-zips.txt"), times);
    }
  }

  /** Sends an event again while the answer asks for that, as commands on a busy machine may do. */
  private static JsonNode answer(Sandbox sandbox, byte[] event)
      throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(sandbox.invoke(event));
    for (int again = 0; again < 5 && answer.path("statusCode").asInt() == 503; again++) {
      answer = JSON.readTree(sandbox.invoke(event));
    }
    return answer;
  }

  /** Starts each function while the one before it runs. */
  private List<String> live(
      Life life, List<Turn> turns, Map<String, String> environment, Map<String, Path> tasks)
      throws Exception {
    Function<Turn, Sandbox> start =
        turn -> {
          FunctionDeclaration function = function(turn.function());
          return new Sandbox(function, tasks.get(function.codeUri()), environment, folder);
        };
    List<String> times = new ArrayList<>(List.of(ZIPS.sizes()));
    long began = System.nanoTime();
    Sandbox following = start.apply(turns.getFirst());
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      long before = System.nanoTime();
      try (Sandbox sandbox = following) {
        if (i + 1 < turns.size()) {
          following = start.apply(turns.get(i + 1));
        }
        turn.check().check(answer(sandbox, life.eventOf(turn.function())));
      } catch (Exception | AssertionError failed) {
        following.close();
        throw new AssertionError(turn.function() + ": " + failed.getMessage(), failed);
      }
      times.add(
          String.format(
              Locale.ROOT, "%5d ms %s", (System.nanoTime() - before) / 1_000_000, turn.function()));
    }
    times.add(String.format(Locale.ROOT, "%5d ms in all", (System.nanoTime() - began) / 1_000_000));
    return times;
  }
}
