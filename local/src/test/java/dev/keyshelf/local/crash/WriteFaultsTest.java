package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.crash.Command.Told;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.machine.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Fails the store when commands write. All commands are sent in parallel during a fault, and again
 * without it. A command that is not done must answer 503 in time, with the time to retry after. In
 * the end, each command was done exactly once.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class WriteFaultsTest {
  private static final Duration IN_TIME = Duration.ofSeconds(6);

  /** Commands that cancel or revoke retry conflicts for longer. */
  private static final Duration IN_A_CROWD = Duration.ofSeconds(12);

  private static EmbeddedCloud cloud;
  private static Shop shop;
  private static Commands commands;
  private static Map<String, Integer> once;

  /** How long all commands in parallel take on this machine without a fault. */
  private static Duration usual;

  /** The result of a command, and how long it took. */
  private record Heard(Command command, Attempt attempt, Told told, Duration time) {}

  @BeforeAll
  static void open() throws Exception {
    cloud = EmbeddedCloud.start(null);
    var environment = new HashMap<>(cloud.environment());
    // All commands run in parallel. Even on a busy machine, no call takes nearly this long.
    environment.put("KEYSHELF_ATTEMPT_TIMEOUT", "PT20S");
    shop = Commands.shop(environment);
    commands = new Commands(shop);
    sent(prepared());
    var before = Kinds.of(shop);
    var heard = under(Script.NONE);
    heard.forEach(each -> assertThat(each.told().done()).as(each.toString()).isTrue());
    once = Kinds.since(before, Kinds.of(shop));
    usual = heard.stream().map(Heard::time).max(Duration::compareTo).orElseThrow();
  }

  @AfterAll
  static void close() {
    try {
      shop.close();
    } finally {
      cloud.close();
    }
  }

  @BeforeEach
  void supply() throws Exception {
    commands.supply();
  }

  private static List<Heard> prepared() throws Exception {
    var prepared = new ArrayList<Heard>();
    for (var command : commands.awaited()) {
      var nothing = new Told(false, false, Optional.empty(), "");
      prepared.add(new Heard(command, command.prepare().call(), nothing, Duration.ZERO));
    }
    return prepared;
  }

  /** Sends all of them in parallel. */
  private static List<Heard> sent(List<Heard> all) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = all.stream().map(each -> (Callable<Heard>) () -> sent(each)).toList();
      var heard = new ArrayList<Heard>();
      for (var each : threads.invokeAll(calls)) {
        heard.add(each.get());
      }
      return heard;
    }
  }

  private static Heard sent(Heard before) {
    var start = System.nanoTime();
    var told = before.attempt().told();
    return new Heard(
        before.command(), before.attempt(), told, Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<Heard> under(Script script) throws Exception {
    return under(script, prepared());
  }

  private static List<Heard> under(Script script, List<Heard> prepared) {
    return under(script, shop.machine().functions(), prepared);
  }

  private static List<Heard> under(Script script, Functions functions, List<Heard> prepared) {
    var heard = new ArrayList<Heard>();
    StoreFaults.during(
        script,
        functions,
        () -> {
          try {
            heard.addAll(sent(prepared));
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
    return heard;
  }

  /** Expects that each was told in time to retry later. */
  private static void expectUnavailable(List<Heard> all, Duration time) {
    for (var heard : all) {
      assertThat(heard.told().done()).as(heard.toString()).isFalse();
      var orders = heard.command().of().equals("POST /v1/cancellations") ? 2 : 1;
      var most = time.multipliedBy(orders).plus(usual.multipliedBy(4));
      assertThat(heard.time()).as(heard.toString()).isLessThan(most);
      var answer = heard.told().answer();
      if (answer.isEmpty()) {
        assertThat(heard.told().said()).contains("503", "\"code\":\"store-unavailable\"");
      } else if (answer.get().status() == 503) {
        answer.get().expectRefusal("503 store-unavailable");
        assertThat(answer.get().header("retry-after")).isEqualTo("1");
      } else {
        // A batch that has claimed its idempotency key reports this for each order.
        assertThat(heard.command().of()).isEqualTo("POST /v1/cancellations");
        assertThat(answer.get().all("result")).containsOnly("pending");
      }
    }
  }

  private static void expectDone(List<Heard> all) {
    all.forEach(each -> assertThat(each.told().done()).as(each.toString()).isTrue());
  }

  private static void expectOnceSince(Map<String, Integer> before) {
    assertThat(Kinds.since(before, Kinds.of(shop))).isEqualTo(once);
  }

  /** Expects that no command is done during the fault, and that each is done once when resent. */
  private static void expectDoneOnceAfter(Script fault, Duration time) throws Exception {
    var before = Kinds.of(shop);
    var heard = under(fault);
    expectUnavailable(heard, time);
    expectDone(sent(heard));
    expectOnceSince(before);
  }

  /** Expects that each command is done once despite a short fault, and that no client sees it. */
  private static void expectDoneOnceThrough(Script fault) throws Exception {
    var before = Kinds.of(shop);
    expectDone(under(fault));
    expectOnceSince(before);
  }

  /** Counts the attempts of each write, then runs another script. */
  private static Script counting(Map<SdkRequest, AtomicInteger> attempts, Script script) {
    return (moment, request) -> {
      if (moment == Moment.BEFORE_AN_ATTEMPT && Faults.isWrite(request)) {
        attempts.computeIfAbsent(request, _ -> new AtomicInteger()).incrementAndGet();
      }
      script.at(moment, request);
    };
  }

  /** Records the request token of each transaction by its thread, then runs another script. */
  private static Script noting(Map<Thread, List<String>> tokens, Script script) {
    return (moment, request) -> {
      if (moment == Moment.BEFORE_THE_CALL
          && request instanceof TransactWriteItemsRequest transaction) {
        tokens
            .computeIfAbsent(Thread.currentThread(), _ -> new ArrayList<>())
            .add(transaction.clientRequestToken());
      }
      script.at(moment, request);
    };
  }

  @Test
  void answers503AfterThreeThrottledAttempts() throws Exception {
    Map<SdkRequest, AtomicInteger> attempts = new ConcurrentHashMap<>();
    var throttled =
        Faults.always(
            Moment.AFTER_AN_ATTEMPT,
            Faults::isWrite,
            () -> Faults.answered(400, "ThrottlingException"));

    expectDoneOnceAfter(counting(attempts, throttled), IN_TIME);

    assertThat(attempts.values()).isNotEmpty().allMatch(count -> count.get() <= 3);
  }

  @Test
  void isDoneOnceIfNoWriteArrived() throws Exception {
    expectDoneOnceAfter(
        Faults.always(Moment.BEFORE_AN_ATTEMPT, Faults::isWrite, Faults::broken), IN_TIME);
  }

  @Test
  void writesOnceIfAnAnswerIsLostAndTheSdkRetries() throws Exception {
    expectDoneOnceThrough(
        Faults.first(1, Moment.AFTER_AN_ATTEMPT, Faults::isWrite, Faults::broken));
  }

  @Test
  void replaysACommitThatSeemedToFail() throws Exception {
    expectDoneOnceAfter(
        Faults.always(Moment.AFTER_THE_CALL, Faults::isTransaction, Faults::broken), IN_TIME);
  }

  @Test
  void answersInTimeAndIsDoneOnceIfTheStoreIsSlow() throws Exception {
    var functions = shop.machine().functions();
    // This is the timeout of AWS. On a busy machine, reads may time out too.
    var hasty = new HashMap<>(functions.cloud());
    hasty.put("KEYSHELF_ATTEMPT_TIMEOUT", "PT1S");
    var before = Kinds.of(shop);
    var prepared = prepared();
    List<Heard> heard;
    try (var onAws =
        Functions.load(Template.read(Settings.defaultTemplate()), hasty, shop.machine().clock())) {
      functions.runBy(Optional.of(onAws::invoke));
      heard = under(Faults.slow(Faults::isWrite, Duration.ofSeconds(3)), onAws, prepared);
    } finally {
      functions.runBy(Optional.empty());
    }

    expectUnavailable(heard, IN_TIME);
    expectDone(sent(heard));
    expectOnceSince(before);
  }

  @Test
  void retriesConflictsThatPass() throws Exception {
    expectDoneOnceThrough(
        Faults.first(
            2,
            Moment.BEFORE_THE_CALL,
            Faults::isTransaction,
            () -> Faults.cancelled("None", "TransactionConflict", "ThrottlingError")));
  }

  @Test
  void answers503IfConflictsLast() throws Exception {
    expectDoneOnceAfter(
        Faults.always(
            Moment.BEFORE_THE_CALL,
            Faults::isTransaction,
            request ->
                // Each order of a batch would retry for as long as a single cancellation does.
                request.toString().contains("POST /v1/cancellations")
                    ? Faults.broken()
                    : Faults.cancelled("None", "TransactionConflict")),
        IN_A_CROWD);
  }

  @Test
  void readsAgainIfAConditionFailedBesideAConflict() throws Exception {
    Set<Thread> contended = ConcurrentHashMap.newKeySet();
    Map<Thread, List<String>> tokens = new ConcurrentHashMap<>();
    var mixed =
        Faults.first(
            1,
            Moment.AFTER_THE_CALL,
            Faults::isTransaction,
            () -> Faults.cancelled("TransactionConflict", "ConditionalCheckFailed"));

    expectDoneOnceThrough(Faults.noticingConflicts(contended, noting(tokens, mixed)));
    tokens.keySet().removeAll(contended);

    // The same transaction is not sent twice: a read finds that it was committed.
    assertThat(tokens.values())
        .isNotEmpty()
        .allSatisfy(mine -> assertThat(mine).doesNotHaveDuplicates());
  }

  @Test
  void readsAgainIfItsTokenWasUsedForAnotherTransaction() throws Exception {
    expectDoneOnceThrough(
        Faults.first(
            1,
            Moment.AFTER_THE_CALL,
            Faults::isTransaction,
            () ->
                IdempotentParameterMismatchException.builder()
                    .statusCode(400)
                    .message("mismatch")
                    .build()));
  }

  @Test
  void retriesATransactionInProgressWithTheSameToken() throws Exception {
    Map<Thread, List<String>> tokens = new ConcurrentHashMap<>();
    var underWay =
        Faults.first(
            2,
            Moment.BEFORE_THE_CALL,
            Faults::isTransaction,
            () ->
                TransactionInProgressException.builder()
                    .statusCode(400)
                    .message("in progress")
                    .build());

    expectDoneOnceThrough(noting(tokens, underWay));

    assertThat(tokens.values())
        .isNotEmpty()
        .allSatisfy(mine -> assertThat(Set.copyOf(mine.subList(0, 3))).hasSize(1));
  }

  @Test
  void answers503IfItsCredentialsExpired() throws Exception {
    Map<SdkRequest, AtomicInteger> attempts = new ConcurrentHashMap<>();
    var expired =
        Faults.always(
            Moment.BEFORE_AN_ATTEMPT,
            Faults::isWrite,
            () -> Faults.answered(400, "ExpiredTokenException"));

    expectDoneOnceAfter(counting(attempts, expired), IN_TIME);

    assertThat(attempts.values()).isNotEmpty().allMatch(count -> count.get() == 1);
  }

  @Test
  void isDoneOnceOnAMachineWhoseClockIsTenSecondsBehind() throws Exception {
    var before = Kinds.of(shop);
    var clock = shop.machine().clock();
    clock.setAhead(Duration.ofSeconds(5));
    try {
      var prepared = prepared();
      clock.setAhead(Duration.ofSeconds(-5));
      expectDone(sent(prepared));
    } finally {
      clock.setAhead(Duration.ZERO);
    }
    expectOnceSince(before);
  }

  @Test
  void writesNothingIfNoTimeIsLeftToAnswer() throws Exception {
    Map<SdkRequest, AtomicInteger> attempts = new ConcurrentHashMap<>();
    var prepared = prepared();
    var before = Kinds.of(shop);
    var heard = new ArrayList<Heard>();
    shop.machine().functions().allow(Duration.ofMillis(1_999));
    try {
      StoreFaults.during(
          counting(attempts, Script.NONE),
          shop.machine().functions(),
          () -> prepared.forEach(each -> heard.add(sent(each))));
    } finally {
      shop.machine().functions().allow(Duration.ofDays(1));
    }

    expectUnavailable(heard, IN_TIME);
    assertThat(attempts).as("writes that were sent").isEmpty();
    assertThat(Kinds.since(before, Kinds.of(shop))).isEmpty();
    expectDone(sent(heard));
  }
}
