package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.feed.FeedAndLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Does the same as {@link CrashTest} by killing processes. The functions run in a separate process,
 * and the stores outlive it. {@code ./keyshelf-prove kills} runs this test.
 */
@EnabledIfSystemProperty(named = "kills", matches = ".*")
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class KillsTest {
  private static final boolean EVERY_CALL = Boolean.getBoolean("crash.everycall");
  private static final int SPARE = 2;

  private static Shop shop;
  private static List<Command> commands;

  /** Processes that are started in advance, while others are killed. */
  private static final BlockingQueue<Victim> SPARES = new ArrayBlockingQueue<>(SPARE);

  private static Thread midwife;
  private static Commands all;
  private static Victim victim;
  private static int kills;

  @BeforeAll
  static void open() throws Exception {
    shop = Commands.shop();
    var named = System.getProperty("kills", "");
    var from = System.getProperty("kills.from", "");
    all = new Commands(shop);
    commands =
        all.all().stream()
            .dropWhile(command -> !command.toString().contains(from))
            .filter(command -> command.toString().contains(named))
            .toList();
    var cloud = shop.machine().functions().cloud();
    midwife = Thread.ofPlatform().daemon().start(() -> startSpares(cloud));
    victim = SPARES.take();
  }

  private static void startSpares(Map<String, String> cloud) {
    try {
      while (true) {
        SPARES.put(Victim.start(cloud));
      }
    } catch (InterruptedException _) {
      // The tests are over and need no more processes.
    }
  }

  @AfterAll
  static void close() throws Exception {
    midwife.interrupt();
    midwife.join();
    SPARES.forEach(Victim::close);
    victim.close();
    try (var _ = shop) {
      assertThat(FeedAndLog.differencesAfterTheStream(shop)).isEmpty();
    }
  }

  @Test
  void isDoneOnceNoMatterWhereItsProcessIsKilled() throws Exception {
    assertThat(commands)
        .as("commands whose name contains " + System.getProperty("kills"))
        .isNotEmpty();
    for (var command : commands) {
      all.supplyFor(command, true);
      killAtEach(command);
    }
    System.out.printf("%s commands: killed %s processes%n", commands.size(), kills);
  }

  private static void killAtEach(Command command) throws Exception {
    shop.machine().clock().setAhead(Duration.ZERO);
    assertThat(command.prepare().call().done()).isTrue();
    var before = Kinds.of(shop);
    Map<Moment, List<CallSite>> calls = new HashMap<>();
    var recorded = command.prepare().call();
    StoreFaults.during(
        (moment, _) -> note(calls, moment),
        shop.machine().functions(),
        () -> assertThat(recorded.done()).isTrue());
    var once = Kinds.since(before, Kinds.of(shop));
    int runs = 1;
    for (var moment : List.of(Moment.BEFORE_THE_CALL, Moment.AFTER_THE_CALL)) {
      var sites = calls.getOrDefault(moment, List.of());
      for (var number : numbers(sites)) {
        killAt(command, moment, number);
        runs++;
      }
      System.out.printf(
          "%s, %s: killed %s times; %s store calls from %s places%n",
          command, moment, numbers(sites).size(), sites.size(), sites.stream().distinct().count());
    }
    int done = runs;
    once.replaceAll((_, count) -> count * done);
    assertThat(Kinds.since(before, Kinds.of(shop))).as(command.toString()).isEqualTo(once);
  }

  private static synchronized void note(Map<Moment, List<CallSite>> calls, Moment moment) {
    calls.computeIfAbsent(moment, _ -> new ArrayList<>()).add(CallSite.ofNow());
  }

  /** Returns the numbers, from 1, of the calls that are the first or the last of their place. */
  private static List<Integer> numbers(List<CallSite> sites) {
    return IntStream.range(0, sites.size())
        .filter(
            i ->
                EVERY_CALL
                    || sites.indexOf(sites.get(i)) == i
                    || sites.lastIndexOf(sites.get(i)) == i)
        .mapToObj(i -> i + 1)
        .toList();
  }

  private static void killAt(Command command, Moment moment, int number) throws Exception {
    var attempt = command.prepare().call();
    var functions = shop.machine().functions();
    try {
      functions.runBy(Optional.of(victim.until(moment, number, shop.machine().clock()::offset)));
      assertThat(attempt.done()).isEqualTo(!victim.isKilled());
      if (victim.isKilled()) {
        kills++;
        victim = SPARES.take();
      }
      functions.runBy(Optional.of(victim.until(moment, 0, shop.machine().clock()::offset)));
      assertThat(attempt.done())
          .as("%s is done when sent again after %s %s", command, moment, number)
          .isTrue();
    } finally {
      functions.runBy(Optional.empty());
    }
  }
}
