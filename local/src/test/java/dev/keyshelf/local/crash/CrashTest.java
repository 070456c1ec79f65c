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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills each command before and after its store calls and sends it again: the command must then be
 * done exactly once. {@code ./keyshelf-prove crashes} ({@code -Dcrashes=}, with a part of the
 * commands' names) kills each at every place in the code that calls a store, before and after the
 * call: in a loop at the first and the last call, or at every call with {@code
 * -Dcrash.everycall=true}. In the build, a seed draws a few of them for each command. Set {@code
 * -Dkeyshelf.seed} to repeat a run. The invariants are checked when the shop closes.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class CrashTest {
  /**
   * Functions that change nothing, or only write one report or result that is the same each time.
   * It does not matter where they die.
   */
  private static final Set<String> ONLY_READS =
      Set.of(
          "WakeWebhooks",
          "KeepAwake",
          "CheckVersion",
          "AuthorizeToken",
          "CountStock",
          "VerifyActivityLog",
          "ShowSupportRequests",
          "ReportUnread",
          "LookUpKey",
          "ShowStock",
          "ListPayouts");

  /** Whether to die at every single call instead of the first and the last from each place. */
  private static final boolean EVERY_CALL = Boolean.getBoolean("crash.everycall");

  /** Which commands die at all of their calls; null if each dies at a few that are drawn. */
  private static final @Nullable String WHOLE = System.getProperty("crashes");

  private static final int DRAWN = 3;
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
    var from = System.getProperty("crashes.from", "");
    var named = WHOLE == null ? "" : WHOLE;
    commands =
        all.all().stream()
            .dropWhile(command -> !command.toString().contains(from))
            .filter(command -> command.toString().contains(named))
            .toList();
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
    all.all().forEach(command -> rows.add(command.of()));

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
    all.supplyFor(command, WHOLE != null);
    undisturbed(command, Script.NONE);
    var before = Kinds.of(shop);
    var calls = new CallSites();
    undisturbed(command, calls);
    var once = Kinds.since(before, Kinds.of(shop));
    var stops = stopsOf(command, calls);
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

  private static List<Stop> stopsOf(Command command, CallSites calls) {
    var stops = new ArrayList<Stop>();
    for (var moment : List.of(Moment.BEFORE_THE_CALL, Moment.AFTER_THE_CALL)) {
      stops.addAll(EVERY_CALL ? calls.stopsAtAll(moment) : calls.stops(moment));
    }
    if (WHOLE != null) {
      return stops;
    }
    Collections.shuffle(stops, new Random(SEED ^ command.toString().hashCode()));
    return stops.subList(0, Math.min(DRAWN, stops.size()));
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
