package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Tests which failures that outlast the retries are of one subject, and which of the table. */
class BusyTableTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  /** A table that reads no item of a batch, and refuses each transaction. */
  private record Busy(Supplier<RuntimeException> refusal) implements DynamoDbClient {
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      throw refusal.get();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      return BatchGetItemResponse.builder().unprocessedKeys(request.requestItems()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static RuntimeException cancelled(String... reasons) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Arrays.stream(reasons)
                .map(reason -> CancellationReason.builder().code(reason).build())
                .toList())
        .build();
  }

  private static boolean isOutage(Supplier<RuntimeException> refusal) {
    var writes = new Writes(new Busy(refusal), "table", CLOCK);
    return endsInAnOutage(() -> writes.commit(writes.transaction(), CLOCK.instant(), SHORT));
  }

  private static boolean endsInAnOutage(Runnable call) {
    var failure = catchThrowableOfType(UnavailableException.class, call::run);
    assertThat(failure).isNotNull();
    return UnavailableException.isOutage(failure);
  }

  @Test
  void conflictsOfATransactionAreOfItsSubject() {
    assertThat(isOutage(() -> cancelled("None", "TransactionConflict"))).isFalse();
    assertThat(isOutage(() -> TransactionInProgressException.builder().build())).isFalse();
  }

  @Test
  void anItemThatAnotherCommandTakesMakesATransactionStale() {
    var writes =
        new Writes(new Busy(() -> cancelled("None", "TransactionConflict")), "table", CLOCK);
    var taking = writes.transaction().remove(new Key("an", "-")).take(new Key("other", "-"));

    assertThat(writes.commit(taking, CLOCK.instant(), SHORT)).isEqualTo(Commit.STALE);
  }

  @Test
  void aConflictOnAnotherItemIsRetriedThoughTheTransactionTakesOne() {
    var writes =
        new Writes(new Busy(() -> cancelled("TransactionConflict", "None")), "table", CLOCK);
    var taking = writes.transaction().remove(new Key("an", "-")).take(new Key("other", "-"));

    assertThat(endsInAnOutage(() -> writes.commit(taking, CLOCK.instant(), SHORT))).isFalse();
  }

  @Test
  void aConflictOnAnotherItemIsRetriedThoughOneThatIsTakenConflictsToo() {
    var writes =
        new Writes(
            new Busy(() -> cancelled("TransactionConflict", "TransactionConflict")),
            "table",
            CLOCK);
    var taking = writes.transaction().remove(new Key("an", "-")).take(new Key("other", "-"));

    assertThat(endsInAnOutage(() -> writes.commit(taking, CLOCK.instant(), SHORT))).isFalse();
  }

  @Test
  void theTwelveAttemptsToTakeAnItemLastAboutAsLongAsOtherConflictsAreRetried() {
    assertThat(lasting(1, 2)).isBetween(Duration.ofSeconds(1), Patience.USUAL);
    assertThat(lasting(1, 1)).isBetween(Patience.USUAL, Patience.USUAL.multipliedBy(2));
  }

  /** Returns how long a command pauses if each pause is this part of the longest one. */
  private static Duration lasting(int part, int parts) {
    var running = Duration.ZERO;
    for (int attempt = 0; attempt < 12; attempt++) {
      var pause = Patience.longestPauseForTheFirst(running) * part / parts;
      running = running.plusMillis(pause);
    }
    return running;
  }

  @Test
  void anItemThatAnotherCommandTakesIsFirstWaitedForShortly() {
    assertThat(Patience.longestPauseForTheFirst(Duration.ZERO)).isEqualTo(20);
    assertThat(Patience.longestPauseForTheFirst(Duration.ofMillis(-1))).isEqualTo(20);
    assertThat(Patience.longestPauseForTheFirst(Duration.ofMillis(100))).isEqualTo(120);
    assertThat(Patience.longestPauseForTheFirst(Duration.ofSeconds(20))).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
  void throttledTransactionsAreAnOutage(String reason) {
    assertThat(isOutage(() -> cancelled("None", reason))).isTrue();
    assertThat(isOutage(() -> cancelled("TransactionConflict", reason))).isTrue();
  }

  @Test
  void unprocessedKeysOfABatchAreAnOutage() {
    var table = new Table(new Busy(() -> cancelled()), "table", CLOCK);

    assertThat(endsInAnOutage(() -> table.get(List.of(new Key("one", "-"))))).isTrue();
  }
}
