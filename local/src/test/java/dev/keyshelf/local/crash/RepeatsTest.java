package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends one request many times in parallel, and once more as if its answer had been lost. All
 * answers are the same, byte for byte, and all but one say that they are replayed.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class RepeatsTest {
  private static final int AT_ONCE = 8;
  private static final int MOST_RETRIES = 40;

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

  /**
   * Leaves out the resume of a session, which is no command: each one signs a new URL. A repeated
   * DELETE has no key, and is told that nothing is there.
   */
  private static Stream<Command> commands() {
    return commands.awaited().stream().filter(command -> !command.of().matches("(GET|DELETE) .*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void repeatsGetTheAnswerOfTheFirst(Command command) throws Exception {
    commands.supplyFor(command, false);
    var attempt = command.prepare().call();
    var told = new ArrayList<Told>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Told> one = () -> insisted(attempt);
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

  /** Repeats an attempt as a client does that is told to send it again. */
  private static Told insisted(Attempt attempt) {
    var told = attempt.told();
    for (int i = 0; i < MOST_RETRIES && isForLater(told); i++) {
      told = attempt.told();
    }
    return told;
  }

  private static boolean isForLater(Told told) {
    return told.answer().map(answer -> answer.status() == 503).orElse(false);
  }

  /** Returns all that a client sees, except presigned URLs, which are new each time. */
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

  /**
   * Returns whether a replayed answer has the header {@code Idempotent-Replayed}. A batch marks
   * each of its orders instead, a link's start is identified by its id, and an event has no header.
   */
  private static boolean isMarked(Command command) {
    return command.of().contains(" /v1/") && !command.of().equals("POST /v1/cancellations");
  }
}
