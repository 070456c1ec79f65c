package dev.keyshelf.embedded;

import static dev.keyshelf.embedded.TestStore.TABLE;
import static dev.keyshelf.embedded.TestStore.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.wire.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Requests that meet another one while it is being committed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConflictsTest {
  @TempDir Path folder;
  private TestStore store;

  @BeforeEach
  void start() throws Exception {
    store = TestStore.start(folder, Trouble.none()).withTable(null);
    store.put("pk", "a", "n", 1);
    store.put("pk", "b", "n", 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static TransactWriteItem put(String pk, int n) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(TABLE).item(item("pk", pk, "n", n)))
        .build();
  }

  private void transact(String token, TransactWriteItem... items) {
    store.client.transactWriteItems(
        transact -> transact.clientRequestToken(token).transactItems(items));
  }

  private List<Integer> readTogether(String... keys) {
    return store
        .client
        .transactGetItems(
            read ->
                read.transactItems(
                    List.of(keys).stream()
                        .map(
                            pk ->
                                TransactGetItem.builder()
                                    .get(get -> get.tableName(TABLE).key(item("pk", pk)))
                                    .build())
                        .toList()))
        .responses()
        .stream()
        .map(response -> TestStore.n(response.item()))
        .toList();
  }

  /** Runs an action while a request waits for its commit. */
  private void during(Runnable request, String heldKey, Runnable meeting) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (var _ = TestStore.pauseCommits(folder)) {
        var running = CompletableFuture.runAsync(request, threads);
        for (int tries = 0; !isHeld(heldKey); tries++) {
          assertThat(running).isNotCompletedExceptionally();
          assertThat(tries).as("tries until %s is held", heldKey).isLessThan(2_000);
          Thread.sleep(2);
        }
        meeting.run();
        assertThat(running).isNotDone();
      }
    }
  }

  private boolean isHeld(String key) {
    try {
      readTogether(key);
      return false;
    } catch (TransactionCanceledException _) {
      return true;
    }
  }

  private static List<String> codes(Throwable thrown) {
    return ((TransactionCanceledException) thrown)
        .cancellationReasons().stream().map(CancellationReason::code).toList();
  }

  @Test
  void cancelsAConflictingTransactionWithOneReasonForEachAction() throws Exception {
    during(
        () -> transact("one", put("a", 2), put("b", 2)),
        "a",
        () ->
            assertThatThrownBy(() -> transact("two", put("c", 3), put("b", 3)))
                .isInstanceOf(TransactionCanceledException.class)
                .hasMessageContaining("[None, TransactionConflict]")
                .satisfies(
                    thrown ->
                        assertThat(codes(thrown)).containsExactly("None", "TransactionConflict")));
    assertThat(readTogether("a", "b")).containsExactly(2, 2);
    assertThat(store.get("c")).isEmpty();
  }

  @Test
  void refusesAWriteDuringATransactionOnItsItem() throws Exception {
    during(
        () -> transact("one", put("a", 2)),
        "a",
        () ->
            assertThatThrownBy(() -> store.put("pk", "a", "n", 3))
                .isInstanceOf(TransactionConflictException.class)
                .hasMessageStartingWith("Transaction is ongoing for the item"));
    assertThat(readTogether("a")).containsExactly(2);
  }

  @Test
  void leavesABatchWriteUnprocessedDuringATransactionOnItsItem() throws Exception {
    WriteRequest meeting =
        WriteRequest.builder().putRequest(put -> put.item(item("pk", "a", "n", 3))).build();
    var unprocessed = new CompletableFuture<Map<String, List<WriteRequest>>>();
    during(
        () -> transact("one", put("a", 2)),
        "a",
        () ->
            unprocessed.complete(
                store
                    .client
                    .batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, List.of(meeting))))
                    .unprocessedItems()));
    assertThat(unprocessed.join()).isEqualTo(Map.of(TABLE, List.of(meeting)));
    assertThat(readTogether("a")).containsExactly(2);
  }

  @Test
  void refusesATransactionWhoseTokenIsInUse() throws Exception {
    during(
        () -> transact("one", put("a", 2)),
        "a",
        () ->
            assertThatThrownBy(() -> transact("one", put("a", 2)))
                .isInstanceOf(TransactionInProgressException.class));
  }

  @Test
  void cancelsAReadingTransactionDuringAWriteOfItsItem() throws Exception {
    during(
        () -> store.put("pk", "a", "n", 2),
        "a",
        () ->
            assertThatThrownBy(() -> readTogether("b", "a"))
                .isInstanceOf(TransactionCanceledException.class)
                .satisfies(
                    thrown ->
                        assertThat(codes(thrown)).containsExactly("None", "TransactionConflict")));
  }

  @Test
  void readsTheOldItemWhileATransactionChangesIt() throws Exception {
    during(
        () -> transact("one", put("a", 2)),
        "a",
        () -> assertThat(store.get("a")).isEqualTo(item("pk", "a", "n", 1)));
  }

  @Test
  void changesOtherItemsWhileATransactionRunsAndAfterIt() throws Exception {
    during(() -> transact("one", put("a", 2)), "a", () -> assertThat(isHeld("b")).isFalse());
    store.put("pk", "a", "n", 4);
    assertThat(readTogether("a")).containsExactly(4);
  }

  @Test
  void releasesTheItemsOfACancelledTransaction() {
    TransactWriteItem failing =
        TransactWriteItem.builder()
            .conditionCheck(
                check ->
                    check
                        .tableName(TABLE)
                        .key(item("pk", "b"))
                        .conditionExpression("attribute_not_exists(pk)"))
            .build();
    assertThatThrownBy(() -> transact("one", put("a", 2), failing))
        .isInstanceOf(TransactionCanceledException.class)
        .satisfies(
            thrown -> assertThat(codes(thrown)).containsExactly("None", "ConditionalCheckFailed"));
    transact("one", put("a", 2), put("b", 2));
    assertThat(readTogether("a", "b")).containsExactly(2, 2);
  }
}
