package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.feed.FeedAndLog;
import dev.keyshelf.local.machine.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills each command before and after its store calls and sends it again: the command must then be
 * done exactly once. It dies at every place in the code that calls a store. In a loop it dies at
 * the first and the last call, or at every call with {@code -Dcrash.everycall=true}. A seed draws
 * for each place whether it dies before or after the call; the weekly proofs do both ({@code
 * -Dwhole=true}). Set {@code -Dkeyshelf.seed} to repeat a run. The invariants are checked when the
 * shop closes.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Order(1) // The longest classes begin first, so that none of them runs alone at the end.
class CrashTest {
  /**
   * Functions that change nothing, or only write one report or result that is the same each time.
   * It does not matter where they die.
   */
  private static final Set<String> ONLY_READS =
      Set.of(
          "CountStock",
          "VerifyActivityLog",
          "ShowSupportRequests",
          "ReportUnread",
          "LookUpKey",
          "ShowStock",
          "ListPayouts");

  /** Whether to die at every single call instead of the first and the last from each place. */
  private static final boolean EVERY_CALL = Boolean.getBoolean("crash.everycall");

  /** Whether to die both before and after each call. */
  private static final boolean BOTH_MOMENTS = EVERY_CALL || Boolean.getBoolean("whole");

  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final int MOST_TRIES = 30;
  private static final Totals TOTALS = new Totals();

  private static Shop shop;
  private static Commands all;
  private static List<Command> commands;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    all = new Commands(shop);
    commands = all.all();
  }

  @AfterAll
  static void close() {
    System.out.printf(
        "all %s places of %s commands that call a store (%s calls): killed %s times, seed %s%n",
        TOTALS.sites, commands.size(), TOTALS.calls, TOTALS.stops, SEED);
    try (var _ = shop) {
      assertThat(FeedAndLog.differencesAfterTheStream(shop)).isEmpty();
    }
  }

  @AfterEach
  void resetClock() {
    shop.machine().clock().setAhead(Duration.ZERO);
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
      if (ONLY_READS.contains(function.name())) {
        continue;
      }
      function.routes().stream()
          .filter(route -> !Set.of("GET", "HEAD").contains(route.method()))
          .forEach(route -> names.add(route.method() + " " + route.path()));
      // A schedule, a file or an operator starts a function that has no route.
      if (function.routes().isEmpty()) {
        names.add(function.name());
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isDoneOnceNoMatterWhereItsFunctionDies(Command command) throws Exception {
    all.supplyFor(command);
    undisturbed(command, Script.NONE);
    var before = Kinds.of(shop);
    var calls = new CallSites();
    undisturbed(command, calls);
    var once = Kinds.since(before, Kinds.of(shop));
    var stops = new ArrayList<>(stopsOf(calls, Moment.BEFORE_THE_CALL));
    stops.addAll(stopsOf(calls, Moment.AFTER_THE_CALL));
    assertThat(stops).isNotEmpty();
    int runs = 1 + stopAtEach(command, stops);

    once.replaceAll((_, count) -> count * runs);
    assertThat(Kinds.since(before, Kinds.of(shop))).as("seed %s", SEED).isEqualTo(once);
    System.out.printf(
        "%s: %s calls from %s places; killed %s times%n",
        command, calls.calls(), calls.sites(), runs - 1);
    TOTALS.add(calls.calls(), calls.sites(), runs - 1);
  }

  private static void undisturbed(Command command, Script script) throws Exception {
    var attempt = command.prepare().call();
    StoreFaults.during(
        script, shop.machine().functions(), () -> assertThat(attempt.done()).isTrue());
  }

  private static List<Stop> stopsOf(CallSites calls, Moment moment) {
    var stops = EVERY_CALL ? calls.stopsAtAll(moment) : calls.stops(moment);
    return BOTH_MOMENTS ? stops : stops.stream().filter(stop -> stop.isDrawnBy(SEED)).toList();
  }

  /** Returns how often the command was prepared and done. */
  private static int stopAtEach(Command command, List<Stop> stops) throws Exception {
    int runs = 0;
    for (var stop : stops) {
      // Keys are in random shards, so a run may not reach the call at which it should stop. The
      // test runs the command again until it did.
      for (int tries = 0; !stop.stopped(); tries++) {
        assertThat(tries).as("runs that did not reach: %s", stop).isLessThan(MOST_TRIES);
        var attempt = command.prepare().call();
        runs++;
        StoreFaults.during(
            stop,
            shop.machine().functions(),
            () -> assertThat(attempt.done()).isEqualTo(!stop.stopped()));
        assertThat(attempt.done()).as("done when sent again after it died at: %s", stop).isTrue();
        if (!stop.isFirst()) {
          break;
        }
      }
    }
    return runs;
  }

  /** The sums over all commands. */
  private static final class Totals {
    private int calls;
    private int sites;
    private int stops;

    void add(int moreCalls, int moreSites, int moreStops) {
      calls += moreCalls;
      sites += moreSites;
      stops += moreStops;
    }
  }
}
