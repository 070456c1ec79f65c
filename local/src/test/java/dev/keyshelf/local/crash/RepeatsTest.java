package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One request that arrives many times at once, and once more as if its answer had been lost: each
 * is answered as the first was, byte by byte, and all but one say that they are repeated.
 */
@SuppressWarnings("NullAway.Init") // made before all tests
@Isolated
class RepeatsTest {
  private static final int AT_ONCE = 8;

  private static Shop shop;
  private static Commands commands;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    commands = new Commands(shop);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** A session's resume is no command: each signs a URL of its own. */
  private static Stream<Command> commands() {
    return commands.awaited().stream().filter(command -> !command.of().startsWith("GET "));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void areAnsweredAsTheFirst(Command command) throws Exception {
    commands.supply();
    var attempt = command.prepare().call();
    var told = new ArrayList<Told>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Told> one = attempt::told;
      for (var each : threads.invokeAll(Collections.nCopies(AT_ONCE, one))) {
        told.add(each.get());
      }
    }
    told.add(attempt.told());

    assertThat(told).allSatisfy(each -> assertThat(each.done()).as(each.said()).isTrue());
    assertThat(told.stream().map(RepeatsTest::bytes).distinct().toList()).hasSize(1);
    assertThat(told.stream().filter(each -> isFirst(command, each)).toList())
        .hasSize(isMarked(command) ? 1 : told.size());
  }

  /** All that a client sees, but for what is signed for each anew. */
  private static List<String> bytes(Told told) {
    return told.answer()
        .map(
            answer ->
                List.of(
                    String.valueOf(answer.status()),
                    answer.header("location"),
                    answer.header("cache-control"),
                    answer
                        .text()
                        .replaceAll("\"(url|expiresAt)\":\"http[^\"]*X-Amz-[^\"]*\"", "")
                        .replaceAll("\"replayed\":(true|false)", "")))
        .orElseGet(() -> List.of(told.said()));
  }

  private static boolean isFirst(Command command, Told told) {
    return !isMarked(command) || told.answer().map(RepeatsTest::isUnmarked).orElse(true);
  }

  private static boolean isUnmarked(Answer answer) {
    return answer.header("idempotent-replayed").isEmpty();
  }

  /** A batch marks each of its orders, a link's start is told by its id, an event has no header. */
  private static boolean isMarked(Command command) {
    return command.of().contains(" /v1/") && !command.of().equals("POST /v1/cancellations");
  }
}
