package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anOperatorAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.stock.Change;
import dev.keyshelf.domain.stock.Shelf;
import dev.keyshelf.domain.stock.StockWork;
import dev.keyshelf.domain.stock.StockedKey;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of actions in each step of an operator's work on stock. DynamoDB's limit is 100. */
@OnCloud
class StockBudgetTest {
  private static final StockWork WORK =
      new StockWork("work-1", "f", 0, List.of(), Optional.empty(), false);

  private final Wiring ports;
  private final CountedWrites writes = new CountedWrites();
  private final DynamoStock stock;

  StockBudgetTest(CloudFixture cloud) {
    var environment = OnDynamo.environment(cloud);
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    this.ports = OnDynamo.of(cloud);
    var table =
        new Table(
            writes.client(environment), Interrupted.variable(environment, "KEYSHELF_TABLE"), clock);
    this.stock =
        new DynamoStock(table, new CommandRecords(new IdempotencyItems(ports::keyVault)), clock);
  }

  private static ActivityRecord record() {
    return ActivityRecord.of(
        PartnerId.HOUSE, anOperatorAt(NOON), Operation.KEYS_WITHDRAWN, Subject.none());
  }

  private List<StockedKey> supplied(int count) {
    var keys =
        IntStream.range(0, count)
            .mapToObj(i -> String.format(Locale.ROOT, "XXXXX-AAAAA-%05d", i))
            .toList();
    new Steps(ports).imported(Situations.aBatch(POOL, "b-1"), keys);
    return IntStream.range(0, PooledKey.SHARDS)
        .boxed()
        .flatMap(shard -> stock.list(POOL, Shelf.FOR_SALE, shard, Optional.empty()).keys().stream())
        .toList();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(new Change.Withdraw(false), 49, 99),
        Arguments.of(new Change.Withdraw(true), 49, 99),
        Arguments.of(new Change.Quarantine(), 49, 99),
        Arguments.of(new Change.Move("other"), 33, 100));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aFullStepFitsIntoOneTransaction(Change change, int most, int actions) {
    var keys = supplied(most);
    stock.begin(WORK, record(), List.of());

    assertThat(stock.most(change)).isEqualTo(most);
    assertThat(stock.change(WORK, change, keys)).isEqualTo(Commit.DONE);
    assertThat(writes.transactions()).containsExactly(2, actions);
    assertThat(stock.find(WORK.id()).orElseThrow().changed()).isEqualTo(most);
  }

  @Test
  void theBeginAndTheEndAreTwoActionsWithTheirRecord() {
    stock.begin(WORK, record(), List.of());
    stock.end(WORK, record());

    assertThat(writes.transactions()).containsExactly(2, 2);
    assertThat(stock.find(WORK.id()).orElseThrow().isDone()).isTrue();
  }

  @Test
  void nothingChangesAfterTheEnd() {
    var keys = supplied(1);
    stock.begin(WORK, record(), List.of());
    stock.end(WORK, record());

    assertThat(stock.change(WORK, new Change.Withdraw(false), keys)).isEqualTo(Commit.STALE);
    assertThat(stock.end(WORK, record())).isEqualTo(Commit.STALE);
  }

  @Test
  void aMissingKeyIsNotChanged() {
    var keys = supplied(2);
    stock.begin(WORK, record(), List.of());
    stock.change(WORK, new Change.Quarantine(), keys.subList(0, 1));

    assertThat(stock.change(WORK, new Change.Quarantine(), keys)).isEqualTo(Commit.STALE);
    assertThat(stock.taken(new Change.Quarantine(), keys)).containsExactly(keys.getLast());
    assertThat(stock.find(WORK.id()).orElseThrow().changed()).isEqualTo(1);
  }
}
