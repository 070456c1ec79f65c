package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.key.Fingerprint;
import dev.keyshelf.domain.key.KeyBatch;
import dev.keyshelf.domain.key.KeyBatches.Added;
import dev.keyshelf.domain.key.KeyBatches.NewKey;
import dev.keyshelf.domain.key.PooledKey;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of counting the keys of a pool. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoKeyStocksTest {
  /** The length of large items. A few of them exceed a page of DynamoDB, which ends at 1 MiB. */
  private static final int LARGE = 300_000;

  private final Wiring ports;

  DynamoKeyStocksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void countsNothingInAnEmptyPool() {
    assertThat(counted(POOL)).isZero();
  }

  @Test
  void countsTheKeysOfEveryShard() {
    IntStream.range(0, PooledKey.SHARDS).forEach(shard -> add(POOL, shard, shard + 1, 1));

    assertThat(counted(POOL)).isEqualTo(16 * 17 / 2);
  }

  @Test
  void countsOverAllPagesOfAShard() {
    add(POOL, 3, 9, LARGE);
    add(POOL, 4, 1, 1);

    assertThat(counted(POOL)).isEqualTo(10);
  }

  @Test
  void countsNoKeysOfAnotherPool() {
    steps().imported(POOL, 3);

    assertThat(counted(POOL + "-2")).isZero();
    assertThat(counted(POOL.substring(1))).isZero();
    assertThat(counted(POOL)).isEqualTo(3);
  }

  @Test
  void countsNoKeysThatWereIssued() {
    steps().imported(POOL, 5);
    var entitlement = steps().bought(perpetual());
    var activity = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);
    var commit =
        ports.productKeys().issue(entitlement, ports.keyPools().pick(POOL, 2), activity, once());

    assertThat(commit).isEqualTo(Commit.DONE);
    assertThat(counted(POOL)).isEqualTo(3);
  }

  @Test
  void countsWithoutTaking() {
    steps().imported(POOL, 2);
    counted(POOL);

    assertThat(ports.keyPools().pick(POOL, 3)).hasSize(2);
  }

  @Test
  void countsNothingWithoutTime() {
    steps().imported(POOL, 2);

    assertThat(ports.keyStocks().count(POOL, TimeLeft.of(() -> Duration.ZERO))).isEmpty();
  }

  @Test
  void returnsNoCountOfAPoolThatItDidNotFinish() {
    steps().imported(POOL, 2);
    var left = new AtomicInteger(PooledKey.SHARDS - 1);

    assertThat(
            ports
                .keyStocks()
                .count(POOL, TimeLeft.of(() -> Duration.ofSeconds(left.getAndDecrement()))))
        .isEmpty();
  }

  @Test
  void checksTheTimeBetweenThePagesOfAShardToo() {
    add(POOL, 3, 9, LARGE);
    var asked = new AtomicInteger();

    ports.keyStocks().count(POOL, TimeLeft.of(() -> Duration.ofSeconds(asked.incrementAndGet())));

    assertThat(asked.get()).isGreaterThan(PooledKey.SHARDS);
  }

  private long counted(String pool) {
    OptionalLong counted = ports.keyStocks().count(pool, TimeLeft.ENDLESS);
    return counted.orElseThrow();
  }

  /** Adds keys to a shard one by one, since together they would exceed a transaction. */
  private void add(String pool, int shard, int count, int length) {
    var batch = new KeyBatch(pool, "b-1", KeyForm.FIVES, "0".repeat(64), count, NOON, 1);
    for (int i = 0; i < count; i++) {
      var id = PooledKey.randomId();
      var key =
          new PooledKey(
              id, pool, shard, new Sealed("x".repeat(length)), "AB12C", KeyForm.FIVES, "b-1");
      var one = List.of(new NewKey(key, new Fingerprint(id, List.of())));
      assertThat(ports.keyBatches().add(batch, one)).isEqualTo(new Added(1, List.of()));
    }
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
