package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Many threads move amounts between the same few items. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StormTest {
  private static final int ACCOUNTS = 5;
  private static final int THREADS = 6;
  private static final int MOVES = 20;
  private static final int EACH = 100;

  private static String account(int number) {
    return "account-" + number;
  }

  private static int balance(TestStore store, int account) {
    return TestStore.n(store.get(account(account)));
  }

  private static TransactWriteItem change(int account, int seen, int by) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(TABLE)
                    .key(item("pk", account(account)))
                    .updateExpression("SET n = :now")
                    .conditionExpression("n = :seen")
                    .expressionAttributeValues(item(":seen", seen, ":now", seen + by)))
        .build();
  }

  /** Moves an amount. Returns false if another thread changed or held an account meanwhile. */
  private static boolean move(TestStore store, Random random, AtomicInteger conflicts) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = 1 + random.nextInt(9);
    var changes =
        List.of(
            change(from, balance(store, from), -amount), change(to, balance(store, to), amount));
    try {
      store.client.transactWriteItems(transact -> transact.transactItems(changes));
      return true;
    } catch (TransactionCanceledException cancelled) {
      assertThat(cancelled.cancellationReasons())
          .extracting(CancellationReason::code)
          .isSubsetOf("None", "TransactionConflict", "ConditionalCheckFailed");
      conflicts.incrementAndGet();
      waitABit();
      return false;
    }
  }

  /** Waits as the SDK does before it retries. Otherwise few moves would succeed. */
  private static void waitABit() {
    try {
      Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(8_000_000)));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void moveAll(TestStore store, Random random, AtomicInteger conflicts) {
    int moved = 0;
    while (moved < MOVES) {
      moved += move(store, random, conflicts) ? 1 : 0;
    }
  }

  private static int total(TestStore store) {
    var gets =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(
                number ->
                    TransactGetItem.builder()
                        .get(get -> get.tableName(TABLE).key(item("pk", account(number))))
                        .build())
            .toList();
    while (true) {
      try {
        return store.client.transactGetItems(read -> read.transactItems(gets)).responses().stream()
            .mapToInt(response -> TestStore.n(response.item()))
            .sum();
      } catch (TransactionCanceledException _) {
        waitABit();
      }
    }
  }

  @Test
  void addsConcurrentIncrementsOfOneItem() throws Exception {
    try (var store = TestStore.start()) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int each = 0; each < EACH; each++) {
          threads.execute(() -> addOne(store));
        }
      }
      assertThat(balance(store, 0)).isEqualTo(EACH);
    }
  }

  private static void addOne(TestStore store) {
    store.client.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(item("pk", account(0)))
                .updateExpression("ADD n :n")
                .expressionAttributeValues(item(":n", 1)));
  }

  @Test
  void keepsTheTotalDuringConcurrentTransactions() throws Exception {
    var random = Seed.random("StormTest");
    var conflicts = new AtomicInteger();
    try (var store = TestStore.start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, ACCOUNTS).forEach(number -> store.put("pk", account(number), "n", EACH));
      var moving = new ArrayList<CompletableFuture<Void>>();
      for (int thread = 0; thread < THREADS; thread++) {
        var own = new Random(random.nextLong());
        moving.add(CompletableFuture.runAsync(() -> moveAll(store, own, conflicts), threads));
      }
      var all = CompletableFuture.allOf(moving.toArray(CompletableFuture[]::new));
      while (!all.isDone()) {
        assertThat(total(store)).isEqualTo(ACCOUNTS * EACH);
        waitABit();
      }
      all.join();
      assertThat(total(store)).isEqualTo(ACCOUNTS * EACH);
    }
    assertThat(conflicts).hasPositiveValue();
  }
}
