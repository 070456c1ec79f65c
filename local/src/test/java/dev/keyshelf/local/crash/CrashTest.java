package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.Settings;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.invariant.Invariants;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each command dies before and after each of its store calls, and is sent again: it is done then,
 * once.
 */
@SuppressWarnings("NullAway.Init") // made before all tests
class CrashTest {
  /** What changes nothing has no place to die at that matters. */
  private static final Set<String> ONLY_READS =
      Set.of("CountStock", "VerifyActivityLog", "ShowSupportRequests");

  /** What the log tells each time that somebody asks. Versions of the catalogue come and go. */
  private static final Set<String> AGAIN =
      Set.of("ACTIVITY KEYS_REVEALED", "ACTIVITY FILE_IMPORTED", "ACTIVITY ACTIVITY_READ");

  private static Shop shop;
  private static List<Command> commands;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    commands = new Commands(shop).all();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @AfterEach
  void resetClock() {
    shop.machine().clock().setOffset(Duration.ZERO);
  }

  private static Stream<Command> commands() {
    return commands.stream();
  }

  @Test
  void hasEveryCommandOfTheTemplate() {
    var rows = new TreeSet<String>();
    commands.forEach(command -> rows.add(command.of()));

    assertThat(rows).containsAll(changing());
  }

  private static Set<String> changing() {
    var names = new TreeSet<String>();
    for (var function : Template.read(Settings.defaultTemplate()).functions()) {
      function.routes().stream()
          .filter(route -> !Set.of("GET", "HEAD").contains(route.method()))
          .forEach(route -> names.add(route.method() + " " + route.path()));
      // What has no route is fired by a schedule or a file, or invoked by an operator.
      if (function.routes().isEmpty() && !ONLY_READS.contains(function.name())) {
        names.add(function.name());
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isDoneOnceWhereverItsFunctionDies(Command command) throws Exception {
    undisturbed(command);
    var before = kinds();
    undisturbed(command);
    var once = difference(kinds(), before);
    int stopsBefore = stopAtEach(command, Moment.BEFORE_THE_CALL);
    int stopsAfter = stopAtEach(command, Moment.AFTER_THE_CALL);
    int runs = 1 + stopsBefore + 1 + stopsAfter + 1;

    System.out.printf(
        "%s: stopped before %d and after %d of its calls, and sent again%n",
        command, stopsBefore, stopsAfter);
    assertThat(stopsBefore).isPositive();
    assertThat(stopsAfter).isPositive();
    once.replaceAll((_, count) -> count * runs);
    assertThat(difference(kinds(), before)).isEqualTo(once);
    assertThat(Invariants.violations(shop.items())).isEmpty();
  }

  private static void undisturbed(Command command) throws Exception {
    assertThat(command.prepare().call().done()).isTrue();
  }

  /** Stops it at its first call, its second, and so on, until it has no more. */
  private static int stopAtEach(Command command, Moment moment) throws Exception {
    for (int number = 1; ; number++) {
      var attempt = command.prepare().call();
      var stop = new Stop(moment, number);
      StoreFaults.during(stop, () -> assertThat(attempt.done()).isEqualTo(!stop.stopped()));
      if (!stop.stopped()) {
        return number - 1;
      }
      assertThat(attempt.done()).as("sent again after a stop at call %d", number).isTrue();
    }
  }

  /** Counts the items of each kind, and the log's records by what they tell. */
  private static Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (var item : shop.items()) {
      var kind = start(text(item, "pk")) + " " + start(text(item, "sk"));
      if (kind.startsWith("ACTIVITY")) {
        kind = "ACTIVITY " + text(item, "operation");
      }
      if (!AGAIN.contains(kind) && !kind.startsWith("CATALOGUE")) {
        kinds.merge(kind, 1, Integer::sum);
      }
    }
    return kinds;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  /** Only words are kinds; ids and times are not. */
  private static String start(String key) {
    var hash = key.indexOf('#');
    var word = hash < 0 ? "" : key.substring(0, hash);
    return word.matches("[A-Z]+") ? word : "";
  }

  private static Map<String, Integer> difference(
      Map<String, Integer> after, Map<String, Integer> before) {
    Map<String, Integer> difference = new HashMap<>(after);
    before.forEach((kind, count) -> difference.merge(kind, -count, Integer::sum));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }
}
